using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.Cnn;

/// <summary>ML.NET's classic trainers as candidates, on pixels or on what a trained network sees.</summary>
/// <remarks>They read the column <c>Features</c>, as they do by default. Trainers out of other packages (LightGbm, FastTree one-versus-all) go in by <see cref="OnPixels"/> and <see cref="OnFeatures"/>.</remarks>
public static class ClassicCandidates
{
    private const string Features = "Features";
    private const int LbfgsIterations = 100;
    private const int SdcaIterations = 20; // pixels are dense: more passes take minutes and give little

    /// <summary>Logistic regression on pixels, fitted by L-BFGS: at most 100 iterations (scikit-learn's default) on one thread, so that equal data give equal models.</summary>
    /// <param name="context">The context that fits it.</param>
    /// <param name="imageColumnName">The image column. Default: <c>Image</c>.</param>
    /// <param name="reading">How images become pixels, for columns of paths. Default: <see langword="null"/>, the column holds pixels.</param>
    /// <param name="labelColumnName">The label column. Default: <c>Label</c>.</param>
    public static EstimatorCandidate LbfgsMaximumEntropy(MLContext context, string imageColumnName = "Image", ImageReading? reading = null, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(context);
        var trainer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = labelColumnName,
            NumberOfThreads = 1,
            MaximumNumberOfIterations = LbfgsIterations,
        });
        return OnPixels(context, nameof(LbfgsMaximumEntropy), trainer, imageColumnName, reading);
    }

    /// <summary>Logistic regression on pixels, fitted by stochastic dual coordinate ascent: 20 passes on one thread, so that the same seed gives the same model.</summary>
    /// <inheritdoc cref="LbfgsMaximumEntropy" path="/param"/>
    public static EstimatorCandidate SdcaMaximumEntropy(MLContext context, string imageColumnName = "Image", ImageReading? reading = null, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(context);
        var trainer = context.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = labelColumnName,
            NumberOfThreads = 1,
            MaximumNumberOfIterations = SdcaIterations,
            L1Regularization = 0, // chosen by ML.NET for itself, it can be so large for a few hundred images that every weight becomes 0
        });
        return OnPixels(context, nameof(SdcaMaximumEntropy), trainer, imageColumnName, reading);
    }

    /// <summary>Any trainer, with what makes <c>Features</c> between 0 and 1 out of pixels in front.</summary>
    /// <remarks>ML.NET does not tell a trainer's options: where they differ from one run of an experiment to the next, say so in <see cref="EstimatorCandidate.Settings"/>.</remarks>
    /// <param name="context">The context that fits it.</param>
    /// <param name="name">The candidate's name.</param>
    /// <param name="trainer">A multiclass trainer that reads <c>Features</c>.</param>
    /// <param name="imageColumnName">The image column. Default: <c>Image</c>.</param>
    /// <param name="reading">How images become pixels, for columns of paths. Default: <see langword="null"/>, the column holds pixels.</param>
    public static EstimatorCandidate OnPixels(
        MLContext context, string name, IEstimator<ITransformer> trainer, string imageColumnName = "Image", ImageReading? reading = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(trainer);
        var chain = new EstimatorChain<ITransformer>();
        string pixels = imageColumnName;
        if (reading is not null)
        {
            reading.Validate();
            var image = new ImageColumn(imageColumnName, reading.Shape, ImageLayout.Interleaved, IsByte: true) { Kind = ImageColumnKind.Path, Reading = reading };
            pixels = PortableImage.PixelsName(image);
            foreach (var step in PortableImage.ReadingSteps(context, image))
                chain = chain.Append(step);
        }
        chain = chain
            .Append<ITransformer>(context.Transforms.Conversion.ConvertType(Features, pixels, DataKind.Single))
            .Append<ITransformer>(context.Transforms.NormalizeMinMax(Features))
            .AppendCacheCheckpoint(context) // trainers go through the images many times, and would decode them each time
            .Append(trainer);
        return Candidate.Estimator(name, chain) with { Identity = $"{trainer.GetType()} on pixels of {imageColumnName}, {reading}" };
    }

    /// <summary>Any trainer on the output of one of a trained network's layers.</summary>
    /// <inheritdoc cref="OnPixels" path="/remarks"/>
    /// <param name="context">The context that fits it.</param>
    /// <param name="name">The candidate's name.</param>
    /// <param name="trainer">A multiclass trainer that reads <c>Features</c>.</param>
    /// <param name="network">The network, whose image column must be in the data. It must not have seen the images that candidates are measured on.</param>
    /// <param name="layerName">The layer. Default: the one before the head.</param>
    /// <exception cref="KeyNotFoundException">The network has no layer of that name; the message lists those that there are.</exception>
    public static EstimatorCandidate OnFeatures(
        MLContext context, string name, IEstimator<ITransformer> trainer, TrainedNetwork network, string? layerName = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(trainer);
        var chain = new EstimatorChain<ITransformer>()
            .Append(context.Transforms.FeaturizeCnn(Features, network, layerName))
            .Append<ITransformer>(context.Transforms.NormalizeMinMax(Features))
            .AppendCacheCheckpoint(context)
            .Append(trainer);
        return Candidate.Estimator(name, chain) with { Identity = $"{trainer.GetType()} on {layerName} of {NetworkJson.Identity(network.Network)} with {network.Weights.Sha256()}" };
    }
}

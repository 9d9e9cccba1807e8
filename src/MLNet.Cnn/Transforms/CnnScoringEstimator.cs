using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.Cnn;

/// <summary>A step of a pipeline that has nothing to learn: a network with its weights scores images. <c>mlContext.Transforms.ApplyCnn</c> makes it.</summary>
/// <remarks>What it gives is what a training gives: columns <c>Score</c> and <c>PredictedLabel</c>, evaluation, features, ONNX, and files that any ML.NET program loads.</remarks>
public sealed class CnnScoringEstimator : IEstimator<CnnTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly CnnScoringOptions _options;
    private readonly Network _network;
    private readonly NetworkWeights _weights;

    internal CnnScoringEstimator(IHostEnvironment environment, CnnModel model, CnnScoringOptions options)
    {
        options.Validate(model.Network);
        _environment = environment;
        _options = options with { ClassNames = [.. options.ClassNames] };
        _network = Preprocess(model.Network, options.Preprocessing);
        _weights = new NetworkWeights(_network, model.Weights);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The image column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        TrainerSchema.Scored(inputSchema, _options.ImageColumnName, _options.ImageReading is not null, _options.ClassNames);

    /// <summary>Looks at the columns of a view, and at nothing else: no row is read.</summary>
    /// <param name="input">Data with the image column.</param>
    /// <exception cref="ArgumentOutOfRangeException">The image column is missing, of another type, or its meaning is open; or a label column numbers the classes otherwise.</exception>
    /// <exception cref="ArgumentException">The images are not of the network's size.</exception>
    /// <exception cref="DllNotFoundException">ONNX Runtime's native library is missing; the message names the package to add.</exception>
    public CnnTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var labels = ClassLabels.Of(_options.LabelColumnName, _options.ClassNames);
        labels.RefuseOtherOrder(input.Schema);
        var info = new ModelInfo(FindImage(input.Schema), labels.ColumnName, labels.Names, TrainingHistory.None) { TestTimeAugmentation = _options.TestTimeAugmentation };
        return new CnnTransformer(new TrainedNetwork(_network, _weights, info, _options.Engine), labels, HostAccess.TempFolderOf(_environment));
    }

    /// <summary>Weights fit only the pixels that they were trained on, which either the network says or the options.</summary>
    private static Network Preprocess(Network network, Preprocessing preprocessing)
    {
        if (preprocessing != Preprocessing.Automatic)
            network = preprocessing.Apply(network);
        else if (!network.BeginsWithPreprocessing())
            throw new ArgumentException($"The network '{network.Name}' does not say which pixels it was trained on: no Rescaling or Normalization stands behind its input. Set CnnScoringOptions.Preprocessing: None if the image column has the same pixels, Rescale(1 / 255.0) if it has 0-255 and training had 0-1.");
        return network.NeedsAdapting()
            ? throw new ArgumentException($"The network '{network.Name}' has a Normalization without statistics, which only a training takes from its images. Give it Mean and Variance, or set CnnScoringOptions.Preprocessing to Rescale or None.")
            : network;
    }

    private ImageColumn FindImage(DataViewSchema schema)
    {
        var (name, shape) = (_options.ImageColumnName, _network.InputShape);
        var type = schema.GetColumnOrNull(name)?.Type;
        if (type is VectorDataViewType { IsKnownSize: true } vector && vector.Size != shape.Size)
            throw Misfit($"{type}");
        var image = ImageColumn.Resolve(schema, name, type is VectorDataViewType { IsKnownSize: true } ? shape : null, _options.ImageLayout, _options.ImageReading);
        return image.Shape.Equals(shape) ? image : throw Misfit($"{image.Shape}");

        ArgumentException Misfit(string found) => new(
            $"The network '{_network.Name}' takes {shape} images, but those of column '{name}' are {found}."
            + (_options.ImageReading is null || ImageReading.CodeFor(shape) is not { } code ? "" : $" Set CnnScoringOptions.ImageReading to {code}."));
    }
}

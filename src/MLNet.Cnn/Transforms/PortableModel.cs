using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.Cnn;

/// <summary>The model as a chain of ML.NET's own components, which is what a saved file holds: it loads without this package, except where images are encoded bytes.</summary>
/// <remarks>
/// ONNX gives the probabilities and a one-hot vector of the largest; a linear classifier, trained on the identity, turns that vector into a
/// key with the user's values, which no stock transform does, and a vector of NaN into a missing key, which not every classifier does; the rest renames and drops. ML.NET allows no component of ours to
/// write itself, but one may have others written in its place.
/// </remarks>
internal static class PortableModel
{
    private const string RawScore = PortableImage.Prefix + "Score";

    /// <summary>The column that the classifier reads.</summary>
    public const string OneHot = PortableImage.Prefix + "OneHot";

    /// <summary>Writes the chain where the pipeline expects the component.</summary>
    public static void Save(ModelSaveContext context, TrainedNetwork model, ClassLabels labels, string tempFolder)
    {
        // A file and not a stream: ApplyOnnxModel(Stream) never deletes the temporary file it writes (Microsoft.ML 5.0.1).
        var names = new ModelFileNames(PortableImage.PixelsName(model.ImageColumn), RawScore, OneHot);
        using var file = new TemporaryFile(tempFolder, ModelFile.Write(model.Network, model.Weights, model.Info, names), ".onnx");
        using var chain = Build(file.Path, model, labels);
        ((ICanSaveModel)chain).Save(context);
    }

    /// <summary>From a one-hot vector to the key of its class.</summary>
    public static ITransformer Classifier(MLContext stock, ClassLabels labels) => stock.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
    {
        LabelColumnName = labels.ColumnName,
        FeatureColumnName = OneHot,
        // The classes differ in nothing but their place, so that the first step already gives each the largest weight for itself.
        L1Regularization = 0,
        L2Regularization = 0.01f,
        MaximumNumberOfIterations = 5,
        HistorySize = 2,
        NumberOfThreads = 1,
    }).Fit(new OneHotView(OneHot, labels, labels.Count));

    private static TransformerChain<ITransformer> Build(string onnxFile, TrainedNetwork model, ClassLabels labels)
    {
        var stock = new MLContext();
        var image = model.ImageColumn;
        IDataView view = EmptyView.Of(image);
        var steps = new List<ITransformer>();
        foreach (var step in PortableImage.ReadingSteps(stock, image))
            Add(step.Fit(view));
        Add(stock.Transforms.ApplyOnnxModel([RawScore, OneHot], [PortableImage.PixelsName(image)], onnxFile).Fit(view));
        Add(Classifier(stock, labels));
        Add(stock.Transforms.CopyColumns(ScoringSchema.ScoreName, RawScore).Fit(view));
        Add(stock.Transforms.DropColumns(PortableImage.HelpersIn(view.Schema)).Fit(view));
        return new TransformerChain<ITransformer>([.. steps]);

        void Add(ITransformer step)
        {
            steps.Add(step);
            view = step.Transform(view);
        }
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>The model as a chain of ML.NET's own components, which is what a saved file holds: it loads in any ML.NET program.</summary>
/// <remarks>
/// ONNX gives the probabilities and a one-hot vector of the largest; a naive Bayes classifier, trained on the identity, turns that vector into a
/// key with the user's values, which no stock transform does; the rest renames and drops. ML.NET allows no component of ours to
/// write itself, but one may have others written in its place.
/// </remarks>
internal static class PortableModel
{
    private const string Prefix = "__cnn.";
    private const string RawScore = Prefix + "Score";
    private const string OneHot = Prefix + "OneHot";
    private const string Pixels = Prefix + "Pixels";

    /// <summary>Writes the chain where the pipeline expects the component.</summary>
    public static void Save(ModelSaveContext context, TrainedNetwork model, ClassLabels labels, string tempFolder)
    {
        // A file and not a stream: ApplyOnnxModel(Stream) never deletes the temporary file it writes (Microsoft.ML 5.0.1).
        Directory.CreateDirectory(tempFolder);
        string file = Path.Combine(tempFolder, $"mlnet-cnn-{Guid.NewGuid():N}.onnx");
        try
        {
            File.WriteAllBytes(file, ModelFile.Write(model.Network, model.Weights, model.Info, new ModelFileNames(PixelsName(model.ImageColumn), RawScore, OneHot)));
            using var chain = Build(file, model, labels);
            ((ICanSaveModel)chain).Save(context);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static TransformerChain<ITransformer> Build(string onnxFile, TrainedNetwork model, ClassLabels labels)
    {
        var stock = new MLContext();
        var image = model.ImageColumn;
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(image.Name, image.ColumnType);
        IDataView view = new EmptyView(schema.ToSchema());
        var steps = new List<ITransformer>();
        foreach (var step in ReadingSteps(stock, image))
            Add(step.Fit(view));
        Add(stock.Transforms.ApplyOnnxModel([RawScore, OneHot], [PixelsName(image)], onnxFile).Fit(view));
        Add(stock.MulticlassClassification.Trainers.NaiveBayes(labels.ColumnName, OneHot).Fit(new OneHotView(OneHot, labels, labels.Count)));
        Add(stock.Transforms.CopyColumns(ScoringSchema.ScoreName, RawScore).Fit(view));
        Add(stock.Transforms.DropColumns([.. view.Schema.Select(column => column.Name).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Distinct()]).Fit(view));
        return new TransformerChain<ITransformer>([.. steps]);

        void Add(ITransformer step)
        {
            steps.Add(step);
            view = step.Transform(view);
        }
    }

    /// <summary>Where the column holds no pixels, what makes them: stock components too, but for encoded bytes, which this package decodes upright and at reduced scale.</summary>
    private static IEnumerable<IEstimator<ITransformer>> ReadingSteps(MLContext stock, ImageColumn image)
    {
        if (image.Reading is not { } reading)
            yield break;
        switch (image.Kind)
        {
            case ImageColumnKind.Path:
                yield return stock.Transforms.LoadImages(DecodeContract.ImageName, imageFolder: null, image.Name);
                break;
            case ImageColumnKind.Image:
                yield return stock.Transforms.CopyColumns(DecodeContract.ImageName, image.Name);
                break;
            default:
                yield return stock.Transforms.CopyColumns(DecodeContract.EncodedName, image.Name);
                yield return DecodeContract.Estimator(stock, reading.ImageSize);
                break;
        }
        yield return StockImageSteps.Resizing(stock, reading, DecodeContract.ImageName);
        yield return StockImageSteps.Pixels(stock, reading, Pixels, DecodeContract.ImageName);
    }

    private static string PixelsName(ImageColumn image) => image.Kind == ImageColumnKind.Pixels ? image.Name : Pixels;
}

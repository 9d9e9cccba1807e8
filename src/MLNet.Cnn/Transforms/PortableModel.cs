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
    private const string RawScore = "__cnn.Score";
    private const string OneHot = "__cnn.OneHot";

    /// <summary>Writes the chain where the pipeline expects the component.</summary>
    public static void Save(ModelSaveContext context, TrainedNetwork model, ClassLabels labels, string tempFolder)
    {
        // A file and not a stream: ApplyOnnxModel(Stream) never deletes the temporary file it writes (Microsoft.ML 5.0.1).
        Directory.CreateDirectory(tempFolder);
        string file = Path.Combine(tempFolder, $"mlnet-cnn-{Guid.NewGuid():N}.onnx");
        try
        {
            File.WriteAllBytes(file, ModelFile.Write(model.Network, model.Weights, model.Info, RawScore, OneHot));
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
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(model.ImageColumn.Name, model.ImageColumn.VectorType);
        IDataView view = new EmptyView(schema.ToSchema());
        var onnx = stock.Transforms.ApplyOnnxModel([RawScore, OneHot], [model.ImageColumn.Name], onnxFile).Fit(view);
        var head = stock.MulticlassClassification.Trainers.NaiveBayes(labels.ColumnName, OneHot).Fit(new OneHotView(OneHot, labels, labels.Count));
        view = head.Transform(onnx.Transform(view));
        var copy = stock.Transforms.CopyColumns(ScoringSchema.ScoreName, RawScore).Fit(view);
        var drop = stock.Transforms.DropColumns(RawScore, OneHot).Fit(copy.Transform(view));
        return new TransformerChain<ITransformer>(onnx, head, copy, drop);
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>An ONNX graph and the columns that it stands between, as a chain of ML.NET's own components.</summary>
/// <param name="Onnx">The graph's bytes.</param>
/// <param name="OutputColumnName">The column with its output.</param>
/// <param name="Image">The image column.</param>
/// <param name="TempFolder">Where a file may be put for a moment.</param>
internal sealed record FeatureModel(byte[] Onnx, string OutputColumnName, ImageColumn Image, string TempFolder)
{
    /// <summary>Works with the chain while the graph's file is there: ML.NET's component reads it when it is made, and again when it is saved.</summary>
    /// <param name="use">The work.</param>
    /// <param name="isForSaving">Whether the chain goes into a file.</param>
    public T Load<T>(Func<EstimatorChain<ITransformer>, T> use, bool isForSaving)
    {
        var stock = new MLContext();
        using var file = new TemporaryFile(TempFolder, Onnx, ".onnx");
        var chain = new EstimatorChain<ITransformer>();
        foreach (var step in PortableImage.ReadingSteps(stock, Image, isForSaving))
            chain = chain.Append(step);
        chain = chain.Append<ITransformer>(stock.Transforms.ApplyOnnxModel(OutputColumnName, PortableImage.PixelsName(Image), file.Path));
        var view = EmptyView.Of(Image);
        var helpers = PortableImage.HelpersIn(chain.Fit(view).GetOutputSchema(view.Schema));
        return use(helpers.Length == 0 ? chain : chain.Append<ITransformer>(stock.Transforms.DropColumns(helpers)));
    }
}

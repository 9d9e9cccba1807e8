using MLNet.Cnn;

namespace Microsoft.ML;

/// <summary>What a trained network sees in an image, as a column for other trainers.</summary>
public static class FeatureCatalog
{
    /// <summary>Gives the output of one of a trained network's layers as a column: features for LightGBM, PCA, a search for similar images.</summary>
    /// <remarks>
    /// The column is a vector of Single of known size; outputs of several dimensions are flattened, channels last. The network's own preprocessing is part of it. It is saved as ML.NET's own
    /// OnnxTransformer, so that a pipeline with it loads in any ML.NET program that has Microsoft.ML.OnnxTransformer; it scores image by image.
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column that is added.</param>
    /// <param name="model">The network with its weights, such as <see cref="CnnTransformer.Model"/>. Its image column must be in the data.</param>
    /// <param name="layerName">The layer. Default: the one before the head.</param>
    /// <exception cref="KeyNotFoundException">The network has no layer of that name; the message lists those that there are.</exception>
    /// <exception cref="ArgumentException">No layer was named, and the network's last layer is not Dense.</exception>
    public static IEstimator<ITransformer> FeaturizeCnn(this TransformsCatalog catalog, string outputColumnName, TrainedNetwork model, string? layerName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(model);
        var network = model.Network.UpTo(layerName);
        if (network.OutputShape.Rank > 1)
            network = network.Flattened();
        byte[] onnx = OnnxWriter.Write(network, model.Weights.Of(network), new OnnxModelSettings
        {
            InputName = PortableImage.PixelsName(model.ImageColumn),
            IsPlanar = model.ImageColumn.Layout == ImageLayout.Planar,
            IsByte = model.ImageColumn.IsByte,
            ScoreName = outputColumnName,
            IsRaw = true,
            ClassNames = [],
            Metadata = new Dictionary<string, string>(),
        });
        return new FeatureEstimator(new FeatureModel(onnx, outputColumnName, model.ImageColumn, HostAccess.TempFolderOf(HostAccess.EnvironmentOf(catalog))));
    }
}

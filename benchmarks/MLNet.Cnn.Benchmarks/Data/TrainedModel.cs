using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Quickly trained models for the benchmarks of scoring, whose speed does not depend on the weights.</summary>
internal static class TrainedModel
{
    private const int Images = 1280;

    public static readonly Shape ImageShape = new(28, 28, 1);

    public static CnnTransformer Fit(MLContext context, NetworkBuilder network) =>
        context.Transforms.TrainCnn(network, epochs: 1).Fit(ImageRow<byte>.View(context, SyntheticImages.Bytes(ImageShape, Images), ImageShape));
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>A mapping that copies images to <c>Pixels</c>: a model behind it cannot be saved by ML.NET, which wants a contract's name for that.</summary>
internal static class PixelMapping
{
    /// <param name="context">The context that fits it.</param>
    /// <param name="onImage">Called for each image that is read.</param>
    public static IEstimator<ITransformer> Of(MLContext context, Action? onImage = null) => context.Transforms.CustomMapping<Shown, Seen>(
        (shown, seen) =>
        {
            onImage?.Invoke();
            seen.Pixels = shown.Image;
        },
        contractName: null);

    public sealed class Shown
    {
        [VectorType(TestImages.Size, TestImages.Size)]
        public byte[] Image { get; set; } = [];
    }

    public sealed class Seen
    {
        [VectorType(TestImages.Size, TestImages.Size)]
        public byte[] Pixels { get; set; } = [];
    }
}

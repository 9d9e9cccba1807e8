using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>Some rows of an <see cref="ImageSet"/>, without a copy: what training and validation each work on.</summary>
/// <param name="Images">The images.</param>
/// <param name="Rows">The chosen rows.</param>
internal sealed record ImageSubset(ImageSet Images, int[] Rows)
{
    public int Count => Rows.Length;

    public static ImageSubset All(ImageSet images) => new(images, [.. Enumerable.Range(0, images.Count)]);

    /// <summary>The values that the pixels of all images have.</summary>
    public PixelRange ValueRange()
    {
        var pixels = new float[Images.Shape.Size];
        float lowest = float.PositiveInfinity, highest = float.NegativeInfinity;
        foreach (int row in Rows)
        {
            Images.Gather([row], pixels);
            lowest = Math.Min(lowest, TensorPrimitives.Min<float>(pixels));
            highest = Math.Max(highest, TensorPrimitives.Max<float>(pixels));
        }
        return PixelRange.Of(lowest, highest);
    }
}

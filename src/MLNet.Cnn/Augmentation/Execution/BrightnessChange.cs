using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary><see cref="RandomBrightness"/>: a number added to all pixels.</summary>
internal sealed class BrightnessChange(RandomBrightness operation, PixelRange range) : IImageChange
{
    public void Apply(Span<float> pixels, ImageTurn turn, ref KeyedRandom random)
    {
        TensorPrimitives.Add(pixels, (float)(operation.Factor.Draw(ref random) * range.Width), pixels);
        range.Limit(pixels);
    }
}

using System.Numerics;

namespace MLNet.Cnn.Samples.Digits;

/// <summary>Turns a large black and white drawing into a small gray image: counts ink, blurs it and adds noise.</summary>
internal sealed class DigitScan
{
    /// <summary>How many pixels of the drawing, in each direction, make one of the image: the bytes of one <see cref="ulong"/>.</summary>
    public const int Zoom = sizeof(ulong);

    private const int Side = DigitImage.Side;

    private readonly float[] _ink = new float[Side * Side];
    private readonly float[] _rowsBlurred = new float[Side * Side];

    /// <summary>Reads the image from a drawing.</summary>
    /// <param name="drawing">The drawing, eight pixels to a number; each of its bytes is 0 or 255.</param>
    /// <param name="style">The blur, ink and noise.</param>
    /// <param name="random">Gives the noise.</param>
    public byte[] Read(ReadOnlySpan<ulong> drawing, in DigitStyle style, DigitRandom random)
    {
        CountInk(drawing);
        Blur(_ink, _rowsBlurred, step: 1, style.Blur);
        Blur(_rowsBlurred, _ink, step: Side, style.Blur);

        var pixels = new byte[Side * Side];
        for (var i = 0; i < pixels.Length; i++)
        {
            var gray = Math.Min(_ink[i] * style.Ink, 255) + style.Noise * random.NextNormal();
            pixels[i] = (byte)Math.Clamp(gray, 0, 255);
        }

        return pixels;
    }

    /// <summary>The share of each image pixel that is covered with ink.</summary>
    /// <remarks>Every white byte has eight bits set, so the bits of eight rows of eight bytes count to 512 at most.</remarks>
    private void CountInk(ReadOnlySpan<ulong> drawing)
    {
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var bits = 0;
                for (var row = 0; row < Zoom; row++)
                    bits += BitOperations.PopCount(drawing[(y * Zoom + row) * Side + x]);
                _ink[y * Side + x] = bits / (float)(Zoom * Zoom * 8);
            }
        }
    }

    /// <summary>Lets every pixel give a share of its ink to its two neighbors in one direction.</summary>
    private static void Blur(float[] source, float[] target, int step, float share)
    {
        for (var i = 0; i < source.Length; i++)
        {
            var place = i / step % Side; // the column or the row: nothing comes in over the edge
            var before = place > 0 ? source[i - step] : 0;
            var after = place < Side - 1 ? source[i + step] : 0;
            target[i] = source[i] * (1 - 2 * share) + (before + after) * share;
        }
    }
}

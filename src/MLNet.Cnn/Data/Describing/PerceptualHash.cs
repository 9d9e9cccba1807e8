using System.Numerics;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>What an image looks like, in little: where it gets brighter from left to right (256 bits), and its colors on a grid.</summary>
/// <remarks>Source: the difference hash, with 256 bits instead of its usual 64. It does not see colors, nor how strong an edge is; the grid does. Fields of both are measured to fractions of a pixel, so that an image
/// and its smaller copy have the same.</remarks>
internal sealed class PerceptualHash
{
    /// <summary>How far apart two values of <see cref="Colors"/> may be where two images look the same.</summary>
    public const int LargestDifference = 18;

    // Measured on 1,150 photos and drawings, saved again as JPEG (quality 50 to 90) or WebP or resized to 0.5 to 1.5 of their sides: 97 of 100 such copies are found (of photos of 32 x 32 pixels 50 of 100, since so
    // small ones lose most). Different photos that are near in color are 100 bits and more apart; a circle and a square of one color at one place differ by 0.23 of what is in them.
    private const int MostBits = 24;
    private const double MostDifference = 0.12;
    private const double LeastVariance = 100;

    private const int Side = 16;
    private const double Step = 1;

    private readonly ulong[] _bits = new ulong[Side * Side / 64];
    private readonly byte[] _fineColors = new byte[Side * Side * 3];
    private readonly byte[] _colors = new byte[Side * Side * 3 / 4];
    private readonly double _variance;

    private PerceptualHash(MLImage image)
    {
        var brightness = new double[Side, Side + 1];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x <= Side; x++)
            {
                var (blue, green, red) = Mean(image, (y, Side), (x, Side + 1));
                brightness[y, x] = (blue + green + red) / 3;
                // A small step counts as none, so that noise in even areas sets no bits.
                if (x > 0 && brightness[y, x] > brightness[y, x - 1] + Step)
                    _bits[y / 4] |= 1UL << (y % 4 * Side + x - 1);
            }
        }
        for (int i = 0; i < Side * Side; i++)
        {
            var (blue, green, red) = Mean(image, (i / Side, Side), (i % Side, Side));
            (_fineColors[3 * i], _fineColors[3 * i + 1], _fineColors[3 * i + 2]) = ((byte)Math.Round(blue), (byte)Math.Round(green), (byte)Math.Round(red));
        }
        for (int i = 0; i < _colors.Length; i++)
        {
            int y = i / 3 / (Side / 2) * 2, x = i / 3 % (Side / 2) * 2;
            _colors[i] = (byte)((Fine(y, x) + Fine(y, x + 1) + Fine(y + 1, x) + Fine(y + 1, x + 1) + 2) / 4);
            int Fine(int row, int column) => _fineColors[(row * Side + column) * 3 + i % 3];
        }
        _variance = Math.Max(LeastVariance, Enumerable.Range(0, 3).Average(channel => Variance([.. _fineColors.Where((_, i) => i % 3 == channel).Select(color => (double)color)])));
        IsFlat = brightness.Cast<double>().Max() - brightness.Cast<double>().Min() < Step;
    }

    /// <summary>Whether all of the image has one brightness.</summary>
    public bool IsFlat { get; }

    /// <summary>The colors on a grid of 8 x 8 fields, blue, green and red of each.</summary>
    public ReadOnlySpan<byte> Colors => _colors;

    public static PerceptualHash Of(MLImage image) => new(image);

    /// <summary>Whether two images look the same to the eye: the same edges, in no place another color, and little difference beside what is in them. Of images in one color nothing is said.</summary>
    public bool IsNear(PerceptualHash other)
    {
        if (IsFlat || other.IsFlat)
            return false;
        int bits = 0;
        for (int i = 0; i < _bits.Length; i++)
            bits += BitOperations.PopCount(_bits[i] ^ other._bits[i]);
        if (bits > MostBits)
            return false;
        for (int i = 0; i < _colors.Length; i++)
        {
            if (Math.Abs(_colors[i] - other._colors[i]) > LargestDifference)
                return false;
        }
        double squares = 0;
        for (int i = 0; i < _fineColors.Length; i++)
            squares += (_fineColors[i] - other._fineColors[i]) * (_fineColors[i] - other._fineColors[i]);
        return squares / _fineColors.Length <= MostDifference * MostDifference * (_variance + other._variance) / 2;
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    /// <summary>The mean of one field of a grid: which row of how many, which column of how many.</summary>
    private static (double Blue, double Green, double Red) Mean(MLImage image, (int Index, int Count) row, (int Index, int Count) column)
    {
        var (top, bottom) = Field(row.Index, row.Count, image.Height);
        var (left, right) = Field(column.Index, column.Count, image.Width);
        var pixels = image.Pixels;
        double blue = 0, green = 0, red = 0;
        for (int y = (int)top; y < bottom; y++)
        {
            double height = Math.Min(y + 1, bottom) - Math.Max(y, top);
            for (int x = (int)left; x < right; x++)
            {
                double area = height * (Math.Min(x + 1, right) - Math.Max(x, left));
                int i = (y * image.Width + x) * 4;
                blue += area * pixels[i];
                green += area * pixels[i + 1];
                red += area * pixels[i + 2];
            }
        }
        double whole = (bottom - top) * (right - left);
        return (blue / whole, green / whole, red / whole);
    }

    private static (double From, double To) Field(int index, int count, int length) => ((double)index * length / count, (index + 1.0) * length / count);
}

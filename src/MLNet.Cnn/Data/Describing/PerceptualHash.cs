using System.Numerics;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>What an image looks like, in little: where it gets brighter from left to right (256 bits), and its colors on a coarse grid.</summary>
/// <remarks>Source: the difference hash, with 256 bits instead of its usual 64. It does not see colors, nor how strong an edge is; the grid does.</remarks>
internal sealed class PerceptualHash
{
    private const int Side = 16;
    private const int GridSide = 8;
    private const int FewBits = 8;
    private const double Step = 1;
    private const double SmallDifference = 4;

    private readonly ulong[] _bits = new ulong[Side * Side / 64];
    private readonly byte[] _colors = new byte[GridSide * GridSide * 3];

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
        for (int i = 0; i < GridSide * GridSide; i++)
        {
            var (blue, green, red) = Mean(image, (i / GridSide, GridSide), (i % GridSide, GridSide));
            (_colors[3 * i], _colors[3 * i + 1], _colors[3 * i + 2]) = ((byte)blue, (byte)green, (byte)red);
        }
        IsFlat = brightness.Cast<double>().Max() - brightness.Cast<double>().Min() < Step;
    }

    /// <summary>Whether all of the image has one color.</summary>
    public bool IsFlat { get; }

    public static PerceptualHash Of(MLImage image) => new(image);

    /// <summary>Whether two images look the same to the eye. Of images in one color nothing is said.</summary>
    public bool IsNear(PerceptualHash other)
    {
        if (IsFlat || other.IsFlat)
            return false;
        int bits = 0;
        for (int i = 0; i < _bits.Length; i++)
            bits += BitOperations.PopCount(_bits[i] ^ other._bits[i]);
        return bits <= FewBits && _colors.Zip(other._colors).Average(pair => Math.Abs(pair.First - pair.Second)) <= SmallDifference;
    }

    /// <summary>The mean of one field of a grid: which row of how many, which column of how many.</summary>
    private static (double Blue, double Green, double Red) Mean(MLImage image, (int Index, int Count) row, (int Index, int Count) column)
    {
        var (top, bottom) = Field(row.Index, row.Count, image.Height);
        var (left, right) = Field(column.Index, column.Count, image.Width);
        long blue = 0, green = 0, red = 0;
        for (int y = top; y < bottom; y++)
        {
            var line = image.Pixels.Slice((y * image.Width + left) * 4, (right - left) * 4);
            for (int i = 0; i < line.Length; i += 4)
            {
                blue += line[i];
                green += line[i + 1];
                red += line[i + 2];
            }
        }
        double count = (double)(bottom - top) * (right - left);
        return (blue / count, green / count, red / count);
    }

    private static (int From, int To) Field(int index, int count, int length)
    {
        int from = Math.Min((int)((long)index * length / count), length - 1);
        return (from, Math.Max(from + 1, (int)((long)(index + 1) * length / count)));
    }
}

using SkiaSharp;

namespace MLNet.Cnn.Tests;

/// <summary>A picture that was drawn, to be looked at by tests: sizes, colors, and whether something was drawn somewhere.</summary>
internal sealed class DrawnPicture : IDisposable
{
    private static readonly SKColor Background = SKColors.White;

    private readonly SKBitmap _bitmap;

    private DrawnPicture(SKBitmap bitmap) => _bitmap = bitmap;

    public int Width => _bitmap.Width;

    public int Height => _bitmap.Height;

    public static DrawnPicture Of(Picture picture) => new(SKBitmap.Decode(picture.ToPng()));

    public static DrawnPicture Read(string path) => new(SKBitmap.Decode(File.ReadAllBytes(path)));

    /// <summary>The color of a pixel as <c>RRGGBB</c>.</summary>
    public string At(int x, int y)
    {
        var color = _bitmap.GetPixel(x, y);
        return $"{color.Red:X2}{color.Green:X2}{color.Blue:X2}";
    }

    /// <summary>How many pixels of an area are not background.</summary>
    public int Ink(int left, int top, int width, int height) => Pixels(left, top, width, height).Count(color => color != Background);

    /// <summary>Whether a color appears anywhere.</summary>
    public bool Shows(string color)
    {
        var wanted = SKColor.Parse(color);
        return Pixels(0, 0, Width, Height).Any(pixel => pixel == wanted);
    }

    /// <summary>Fails if anything reaches into the outermost pixels: where nothing does, nothing is cut off.</summary>
    public void AssertNothingIsCutOff()
    {
        const int border = 6;
        Assert.Equal(
            (0, 0, 0, 0),
            (Ink(0, 0, Width, border), Ink(0, Height - border, Width, border), Ink(0, 0, border, Height), Ink(Width - border, 0, border, Height)));
    }

    public void Dispose() => _bitmap.Dispose();

    private IEnumerable<SKColor> Pixels(int left, int top, int width, int height)
    {
        for (int y = top; y < top + height; y++)
        {
            for (int x = left; x < left + width; x++)
                yield return _bitmap.GetPixel(x, y);
        }
    }
}

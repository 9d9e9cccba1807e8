using System.Globalization;
using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>What the colors mean: a bar of all of them with the numbers at its ends and in its middle.</summary>
internal sealed class ColorScale(ColorMap colors, ValueRange range) : IPicturePart
{
    private const int BarWidth = 240;
    private const int BarHeight = 10;
    private const int NumberGap = 4;
    private const int Overhang = 30; // half of a number beyond the bar

    private static readonly PictureFont Font = PictureFont.Small;

    /// <inheritdoc/>
    public SKSizeI Size { get; } = new(BarWidth + 2 * Overhang, BarHeight + NumberGap + (int)Font.LineHeight);

    /// <inheritdoc/>
    public void Draw(Pen pen, SKPointI at)
    {
        var bar = SKRect.Create(at.X + Overhang, at.Y, BarWidth, BarHeight);
        for (int x = 0; x < BarWidth; x++)
            pen.Fill(SKRect.Create(bar.Left + x, bar.Top, 1, BarHeight), colors.At(x / (BarWidth - 1.0)));
        pen.Frame(bar, Palette.Frame);
        foreach (double share in new[] { 0, 0.5, 1 })
        {
            string number = (range.Low + share * (range.High - range.Low)).ToString("G3", CultureInfo.InvariantCulture);
            pen.Text(number, Font, new(bar.Left + (float)share * BarWidth, bar.Bottom + NumberGap + Font.Baseline(0)), Palette.QuietText, SKTextAlign.Center);
        }
    }
}

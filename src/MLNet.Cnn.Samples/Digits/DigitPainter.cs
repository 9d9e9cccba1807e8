using System.Runtime.InteropServices;
using SkiaSharp;

namespace MLNet.Cnn.Samples.Digits;

/// <summary>Draws digits: strokes and a style become the gray values of one image.</summary>
/// <remarks>
/// Skia draws without antialiasing on a canvas several times as large, so that each of its bytes is 0 or 255, whatever
/// instructions a processor has; gray comes from counting in <see cref="DigitScan"/>. One painter serves many drawings,
/// because creating canvases and paints takes longer than drawing on them.
/// </remarks>
internal sealed class DigitPainter : IDisposable
{
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly SKPath _path = new();
    private readonly SKPaint _pen = new()
    {
        Style = SKPaintStyle.Stroke,
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
        Color = SKColors.White,
        IsAntialias = false,
    };

    private readonly SKPaint _eraser = new() { Color = SKColors.Black, IsAntialias = false };
    private readonly DigitScan _scan = new();

    /// <summary>A painter with an empty canvas.</summary>
    public DigitPainter()
    {
        const int Side = DigitImage.Side * DigitScan.Zoom;
        _bitmap = new(new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque));
        _canvas = new(_bitmap);
        _canvas.Scale(DigitScan.Zoom);
    }

    /// <summary>Draws one digit.</summary>
    /// <param name="shape">The strokes.</param>
    /// <param name="style">How to draw them.</param>
    /// <param name="random">Decides everything that the style leaves open.</param>
    /// <returns>The gray values, row after row.</returns>
    public byte[] Paint(IReadOnlyList<Knot[]> shape, in DigitStyle style, DigitRandom random)
    {
        var strokes = DigitFrame.Place(shape, style, random);
        _canvas.Clear(SKColors.Black);
        for (var i = 0; i < strokes.Length; i++)
            Stroke(strokes[i], shape[i], style.Thickness * random.NextBetween(0.9f, 1.1f));

        if (style.Gap)
            EraseGap(strokes[random.NextIndex(strokes.Length)], random);
        if (style.Stray)
            AddStray(style.Thickness, random);

        return _scan.Read(MemoryMarshal.Cast<byte, ulong>(_bitmap.GetPixelSpan()), style, random);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
        _path.Dispose();
        _pen.Dispose();
        _eraser.Dispose();
    }

    private void Stroke(SKPoint[] points, Knot[] knots, float thickness)
    {
        _path.Rewind();
        PenPath.Add(_path, points, knots);
        _pen.StrokeWidth = thickness;
        _canvas.DrawPath(_path, _pen);
    }

    /// <summary>Takes the ink away at a random place of a stroke, as where a dry pen skips.</summary>
    private void EraseGap(SKPoint[] stroke, DigitRandom random)
    {
        var start = random.NextIndex(stroke.Length - 1);
        var share = random.NextUnit();
        var x = stroke[start].X + share * (stroke[start + 1].X - stroke[start].X);
        var y = stroke[start].Y + share * (stroke[start + 1].Y - stroke[start].Y);
        _canvas.DrawCircle(x, y, random.NextBetween(0.8f, 1.8f), _eraser);
    }

    /// <summary>Adds a short and thin stroke anywhere, as where the pen slipped.</summary>
    private void AddStray(float thickness, DigitRandom random)
    {
        var x = random.NextBetween(2, DigitImage.Side - 2);
        var y = random.NextBetween(2, DigitImage.Side - 2);
        _pen.StrokeWidth = thickness * random.NextBetween(0.4f, 0.8f);
        _canvas.DrawLine(x, y, x + random.NextBetween(-4, 4), y + random.NextBetween(-4, 4), _pen);
    }
}

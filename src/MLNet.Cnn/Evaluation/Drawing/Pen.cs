using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Draws shapes, text and images on a canvas: all that pictures need of SkiaSharp.</summary>
internal sealed class Pen(SKCanvas canvas) : IDisposable
{
    private readonly SKPaint _fill = new() { Style = SKPaintStyle.Fill, IsAntialias = true };
    private readonly SKPaint _stroke = new() { Style = SKPaintStyle.Stroke, IsAntialias = true, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };

    /// <inheritdoc/>
    public void Dispose()
    {
        _fill.Dispose();
        _stroke.Dispose();
    }

    public void Fill(SKRect area, SKColor color)
    {
        _fill.Color = color;
        canvas.DrawRect(area, _fill);
    }

    /// <summary>A frame of one pixel just outside an area.</summary>
    public void Frame(SKRect area, SKColor color)
    {
        _stroke.Color = color;
        _stroke.StrokeWidth = 1;
        canvas.DrawRect(SKRect.Inflate(area, 0.5f, 0.5f), _stroke);
    }

    /// <summary>A line of one pixel through points.</summary>
    public void Line(ReadOnlySpan<SKPoint> points, SKColor color) => Stroke(points, color, width: 1);

    /// <summary>A line of data through points.</summary>
    public void Line(ReadOnlySpan<SKPoint> points, LineStyle style)
    {
        using var dashes = style.IsDashed ? SKPathEffect.CreateDash([5, 4.5f], 0) : null;
        _stroke.PathEffect = dashes;
        Stroke(points, style.Color, style.IsDashed ? 1.6f : 2);
        _stroke.PathEffect = null;
    }

    public void Dots(ReadOnlySpan<SKPoint> points, float radius, SKColor color)
    {
        _fill.Color = color;
        foreach (var point in points)
            canvas.DrawCircle(point, radius, _fill);
    }

    /// <summary>Text on one line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="font">Its font.</param>
    /// <param name="at">Where its line stands: the left end, the middle or the right end.</param>
    /// <param name="color">Its color.</param>
    /// <param name="align">Which of them.</param>
    public void Text(string text, PictureFont font, SKPoint at, SKColor color, SKTextAlign align = SKTextAlign.Left)
    {
        float shift = align switch { SKTextAlign.Left => 0, SKTextAlign.Center => font.Width(text) / 2, _ => font.Width(text) };
        using var outlines = font.Outlines(text);
        outlines.Transform(SKMatrix.CreateTranslation(at.X - shift, at.Y));
        _fill.Color = color;
        canvas.DrawPath(outlines, _fill);
    }

    /// <summary>An image, its pixels as they are, with the upper left corner at a point.</summary>
    public void Image(SKBitmap bitmap, SKPoint at) => canvas.DrawBitmap(bitmap, at);

    private void Stroke(ReadOnlySpan<SKPoint> points, SKColor color, float width)
    {
        using var path = new SKPath();
        path.MoveTo(points[0]);
        foreach (var point in points[1..])
            path.LineTo(point);
        _stroke.Color = color;
        _stroke.StrokeWidth = width;
        canvas.DrawPath(path, _stroke);
    }
}

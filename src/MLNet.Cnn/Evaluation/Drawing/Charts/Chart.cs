using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Lines over two axes.</summary>
internal sealed class Chart(ChartSettings settings) : IPicturePart
{
    private const int MostMarkers = 30; // with more points, dots hide the line
    private const float DotRadius = 2.5f;

    private readonly ChartAxes _axes = new(settings);

    /// <inheritdoc/>
    public SKSizeI Size => settings.Size;

    /// <inheritdoc/>
    public void Draw(Pen pen, SKPointI at)
    {
        var area = _axes.Draw(pen, at);
        foreach (var series in settings.Series)
            Draw(pen, area, series);
    }

    private void Draw(Pen pen, SKRect area, ChartSeries series)
    {
        bool hasDots = series.Points.Count <= MostMarkers;
        foreach (var run in Stretches.Of(series.Points, point => double.IsFinite(settings.Vertical.Share(point.Y))))
        {
            SKPoint[] places = [.. run.Select(point => _axes.Place(area, point.X, point.Y))];
            pen.Line(places, series.Style);
            // A point between two gaps has no line.
            if (hasDots || places.Length == 1)
                pen.Dots(places, DotRadius, series.Style.Color);
        }
    }
}

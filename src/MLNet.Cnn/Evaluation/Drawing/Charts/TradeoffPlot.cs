using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Points with intervals and names over two axes, and the line of the front.</summary>
internal sealed class TradeoffPlot(ChartSettings settings, IReadOnlyList<TradeoffPoint> points) : IPicturePart
{
    private const int MostNames = 12; // with more, names would cover points
    private const float Radius = 4.5f;
    private const float LineWidth = 1;

    private readonly ChartAxes _axes = new(settings);
    private readonly IReadOnlyList<TradeoffPoint> _front = ParetoFront.Of(points);

    /// <inheritdoc/>
    public SKSizeI Size => settings.Size;

    /// <inheritdoc/>
    public void Draw(Pen pen, SKPointI at)
    {
        var area = _axes.Draw(pen, at);
        SKPoint[] steps = [.. Steps(area)];
        pen.Line(steps, new LineStyle(Palette.Vermilion, IsDashed: false));
        foreach (var point in points)
        {
            var color = _front.Contains(point) ? Palette.Vermilion : Palette.Blue;
            var bar = Bar(area, point);
            pen.Line([new(bar.MidX, bar.Top), new(bar.MidX, bar.Bottom)], color);
            pen.Line([new(bar.Left, bar.Top), new(bar.Right, bar.Top)], color);
            pen.Line([new(bar.Left, bar.Bottom), new(bar.Right, bar.Bottom)], color);
            pen.Dots([Place(area, point, point.Accuracy)], Radius, color);
        }
        var lines = steps.Zip(steps.Skip(1)).Select(pair => Between(pair.First, pair.Second));
        var names = new PointNames(area, points.Select(point => Bar(area, point)).Concat(lines), Radius);
        foreach (var point in points.Count <= MostNames ? points : _front)
            names.Draw(pen, point.Name, Place(area, point, point.Accuracy));
    }

    /// <summary>From the lower to the higher end of a point's interval, as wide as the point.</summary>
    private SKRect Bar(SKRect area, TradeoffPoint point) =>
        SKRect.Inflate(Between(Place(area, point, point.Interval.High), Place(area, point, point.Interval.Low)), Radius - LineWidth, 0);

    /// <summary>What a line covers.</summary>
    private static SKRect Between(SKPoint first, SKPoint second) => SKRect.Inflate(
        new(Math.Min(first.X, second.X), Math.Min(first.Y, second.Y), Math.Max(first.X, second.X), Math.Max(first.Y, second.Y)), LineWidth, LineWidth);

    /// <summary>The most accuracy that there is up to a time: level until the next model, then upright.</summary>
    private IEnumerable<SKPoint> Steps(SKRect area)
    {
        var previous = new SKPoint(0, area.Bottom);
        foreach (var point in _front)
        {
            var place = Place(area, point, point.Accuracy);
            yield return new(place.X, previous.Y);
            yield return place;
            previous = place;
        }
        yield return new(area.Right, previous.Y);
    }

    private SKPoint Place(SKRect area, TradeoffPoint point, double accuracy) => _axes.Place(area, point.MillisecondsPerImage, 100 * accuracy);
}

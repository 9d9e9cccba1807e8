using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Lines over two axes. The name of the vertical one stands above it, that of the horizontal one below its end.</summary>
internal sealed class Chart : IPicturePart
{
    private const int MostMarkers = 30; // with more points, dots hide the line
    private const float DotRadius = 2.5f;
    private const int TickGap = 6;
    private const int NameGap = 3;

    private static readonly PictureFont Names = PictureFont.Label, Numbers = PictureFont.Small;

    private readonly ChartSettings _settings;
    private readonly float _left, _top, _right, _bottom;

    public Chart(ChartSettings settings)
    {
        _settings = settings;
        Size = settings.Size;
        _left = settings.Vertical.Ticks.Max(tick => Numbers.Width(tick.Text)) + TickGap;
        _top = Names.LineHeight + NameGap + Numbers.LineHeight / 2;
        // Half of the last number stands beyond the axis.
        _right = Numbers.Width(settings.Horizontal.Ticks[^1].Text) / 2 + 1;
        _bottom = TickGap + Numbers.LineHeight + (settings.HorizontalName.Length > 0 ? Numbers.LineHeight : 0);
    }

    /// <inheritdoc/>
    public SKSizeI Size { get; }

    /// <inheritdoc/>
    public void Draw(Pen pen, SKPointI at)
    {
        var area = new SKRect(at.X + _left, at.Y + _top, at.X + Size.Width - _right, at.Y + Size.Height - _bottom);
        pen.Text(_settings.VerticalName, Names, new(at.X, at.Y + Names.Baseline(0)), Palette.Text);
        pen.Text(_settings.Remark, Numbers, new(area.Right, at.Y + Names.Baseline(0)), Palette.QuietText, SKTextAlign.Right);
        foreach (var tick in _settings.Vertical.Ticks)
        {
            float y = Y(area, tick.Value);
            pen.Line([new(area.Left, y), new(area.Right, y)], Palette.Grid);
            pen.Text(tick.Text, Numbers, new(area.Left - TickGap, y + Numbers.CapitalHeight / 2), Palette.QuietText, SKTextAlign.Right);
        }
        float numbers = area.Bottom + TickGap + Numbers.Baseline(0);
        foreach (var tick in _settings.Horizontal.Ticks)
        {
            float x = X(area, tick.Value);
            pen.Line([new(x, area.Bottom), new(x, area.Bottom + TickGap / 2f)], Palette.Frame);
            pen.Text(tick.Text, Numbers, new(x, numbers), Palette.QuietText, SKTextAlign.Center);
        }
        pen.Line([new(area.Left, area.Bottom), new(area.Right, area.Bottom)], Palette.Frame);
        pen.Text(_settings.HorizontalName, Numbers, new(area.Right, numbers + Numbers.LineHeight), Palette.QuietText, SKTextAlign.Right);
        foreach (var series in _settings.Series)
            Draw(pen, area, series);
    }

    private void Draw(Pen pen, SKRect area, ChartSeries series)
    {
        bool hasDots = series.Points.Count <= MostMarkers;
        foreach (var run in Runs(series.Points))
        {
            SKPoint[] places = [.. run.Select(point => new SKPoint(X(area, point.X), Y(area, point.Y)))];
            pen.Line(places, series.Style);
            // A point between two gaps has no line.
            if (hasDots || places.Length == 1)
                pen.Dots(places, DotRadius, series.Style.Color);
        }
    }

    /// <summary>The stretches of points that have a place.</summary>
    private IEnumerable<List<(double X, double Y)>> Runs(IReadOnlyList<(double X, double Y)> points)
    {
        var run = new List<(double X, double Y)>();
        foreach (var point in points)
        {
            if (double.IsFinite(_settings.Vertical.Share(point.Y)))
            {
                run.Add(point);
                continue;
            }
            if (run.Count > 0)
                yield return run;
            run = [];
        }
        if (run.Count > 0)
            yield return run;
    }

    private float X(SKRect area, double value) => area.Left + area.Width * (float)_settings.Horizontal.Share(value);

    private float Y(SKRect area, double value) => area.Bottom - area.Height * (float)_settings.Vertical.Share(value);
}

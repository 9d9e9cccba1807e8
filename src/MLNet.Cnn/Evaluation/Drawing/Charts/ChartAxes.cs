using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Two axes with their numbers and the area between them. The name of the vertical one stands above it, that of the horizontal one below its end.</summary>
internal sealed class ChartAxes
{
    private const int TickGap = 6;
    private const int NameGap = 3;

    private static readonly PictureFont Names = PictureFont.Label, Numbers = PictureFont.Small;

    private readonly ChartSettings _settings;
    private readonly float _left, _top, _right, _bottom;

    public ChartAxes(ChartSettings settings)
    {
        _settings = settings;
        _left = settings.Vertical.Ticks.Max(tick => Numbers.Width(tick.Text)) + TickGap;
        _top = Names.LineHeight + NameGap + Numbers.LineHeight / 2;
        // Half of the last number stands beyond the axis.
        _right = Numbers.Width(settings.Horizontal.Ticks[^1].Text) / 2 + 1;
        _bottom = TickGap + Numbers.LineHeight + (settings.HorizontalName.Length > 0 ? Numbers.LineHeight : 0);
    }

    /// <summary>Draws the axes.</summary>
    /// <param name="pen">What draws.</param>
    /// <param name="at">The upper left corner of the whole.</param>
    /// <returns>The area for data.</returns>
    public SKRect Draw(Pen pen, SKPointI at)
    {
        var area = new SKRect(at.X + _left, at.Y + _top, at.X + _settings.Size.Width - _right, at.Y + _settings.Size.Height - _bottom);
        pen.Text(_settings.VerticalName, Names, new(at.X, at.Y + Names.Baseline(0)), Palette.Text);
        pen.Text(_settings.Remark, Numbers, new(area.Right, at.Y + Names.Baseline(0)), Palette.QuietText, SKTextAlign.Right);
        foreach (var tick in _settings.Vertical.Ticks)
        {
            float y = Place(area, 0, tick.Value).Y;
            pen.Line([new(area.Left, y), new(area.Right, y)], Palette.Grid);
            pen.Text(tick.Text, Numbers, new(area.Left - TickGap, y + Numbers.CapitalHeight / 2), Palette.QuietText, SKTextAlign.Right);
        }
        float numbers = area.Bottom + TickGap + Numbers.Baseline(0);
        foreach (var tick in _settings.Horizontal.Ticks)
        {
            float x = Place(area, tick.Value, 0).X;
            pen.Line([new(x, area.Bottom), new(x, area.Bottom + TickGap / 2f)], Palette.Frame);
            pen.Text(tick.Text, Numbers, new(x, numbers), Palette.QuietText, SKTextAlign.Center);
        }
        pen.Line([new(area.Left, area.Bottom), new(area.Right, area.Bottom)], Palette.Frame);
        pen.Text(_settings.HorizontalName, Numbers, new(area.Right, numbers + Numbers.LineHeight), Palette.QuietText, SKTextAlign.Right);
        return area;
    }

    /// <summary>Where a point stands in the area.</summary>
    public SKPoint Place(SKRect area, double x, double y) => new(
        area.Left + area.Width * (float)_settings.Horizontal.Share(x),
        area.Bottom - area.Height * (float)_settings.Vertical.Share(y));
}

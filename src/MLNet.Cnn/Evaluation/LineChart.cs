using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Numbers over numbers as lines: memory over pixels, accuracy over learning rates.</summary>
/// <remarks>Positive values that span more than a factor of fifty stand on a logarithmic axis, which its name then says.</remarks>
/// <param name="Lines">The lines, at least one with a point.</param>
public sealed record LineChart(params IReadOnlyList<NamedLine> Lines) : Picture
{
    private const int WantedTicks = 6;
    private static readonly SKSizeI Size = new(560, 300);

    /// <summary>What the horizontal axis measures, with its unit.</summary>
    /// <value>Default: empty.</value>
    public string HorizontalName { get; init; } = "";

    /// <summary>What the vertical axis measures, with its unit.</summary>
    /// <value>Default: empty.</value>
    public string VerticalName { get; init; } = "";

    /// <inheritdoc/>
    private protected override PictureLayout Arrange()
    {
        var points = Lines.SelectMany(line => line.Points).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToList();
        if (points.Count == 0)
            throw new ArgumentException("There is no finite point in the lines, so there is no chart to draw.");
        var horizontal = Horizontal([.. points.Select(point => point.X)]);
        var vertical = AxisScale.Positive(points.Min(point => point.Y), points.Max(point => point.Y), WantedTicks);
        return new PictureLayout(
            Title,
            new Legend([.. Lines.Select((line, index) => new LegendEntry(line.Name, Style(index)))], Size.Width),
            new Chart(new ChartSettings
            {
                Size = Size,
                Horizontal = horizontal,
                HorizontalName = Name(HorizontalName, horizontal),
                Vertical = vertical,
                VerticalName = Name(VerticalName, vertical),
                Series = [.. Lines.Select((line, index) => new ChartSeries([.. line.Points.Where(point => double.IsFinite(point.X)).Select(point => (point.X, point.Y))], Style(index)))],
            }));
    }

    private static AxisScale Horizontal(IReadOnlyList<double> places)
    {
        var scale = AxisScale.Positive(places.Min(), places.Max(), WantedTicks);
        return scale.IsLogarithmic || !places.All(double.IsInteger) || places.Any(place => Math.Abs(place) > int.MaxValue) ? scale : AxisScale.Whole((int)places.Min(), (int)places.Max(), WantedTicks);
    }

    private static LineStyle Style(int line) => new(Palette.OfSeries(line), IsDashed: false);

    private static string Name(string name, AxisScale scale) => scale.IsLogarithmic ? $"{name} (logarithmic)".TrimStart() : name;
}

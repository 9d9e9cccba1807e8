using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Models by accuracy and by the time they take for one image. The front, than whose models none is both faster and more accurate, is joined by a line.</summary>
/// <remarks>Bars are the 95 % intervals of the accuracies. Times that differ by more than a factor of fifty stand on a logarithmic axis. Up to twelve models have their
/// names beside them, of more only those of the front.</remarks>
/// <param name="Points">The models, at least one.</param>
public sealed record TradeoffChart(IReadOnlyList<TradeoffPoint> Points) : Picture
{
    private const int PixelsPerTick = 90;

    /// <summary>How wide it is without its margins, in pixels.</summary>
    /// <value>Default: 940. Range: 320 to 4,096.</value>
    public int Width { get; init; } = PictureWidth.Default;

    /// <inheritdoc/>
    private protected override PictureLayout Arrange()
    {
        PictureWidth.Check(nameof(TradeoffChart), Width);
        if (Points.Count == 0)
            throw new ArgumentException("A chart of accuracy against time needs at least one model.");
        if (Points.FirstOrDefault(point => !(point.MillisecondsPerImage > 0 && double.IsFinite(point.MillisecondsPerImage))) is { } odd)
            throw new ArgumentException(FormattableString.Invariant($"'{odd.Name}' takes {odd.MillisecondsPerImage} milliseconds for an image, but a finite time above 0 was expected."));
        var front = new LineStyle(Palette.Vermilion, IsDashed: false);
        var settings = new ChartSettings
        {
            Size = new(Width, PictureWidth.IsNarrow(Width) ? 320 : 400),
            Horizontal = AxisScale.Positive(Points.Min(point => point.MillisecondsPerImage), Points.Max(point => point.MillisecondsPerImage), Width / PixelsPerTick),
            HorizontalName = "milliseconds for one image",
            Vertical = AxisScale.Linear(100 * Points.Min(point => point.Interval.Low), 100 * Points.Max(point => point.Interval.High), wantedTicks: 6, unit: " %"),
            VerticalName = "accuracy",
            Series = [],
        };
        return new PictureLayout(
            Title,
            new Legend([new("none is both faster and more accurate", front), new("others, with 95 % intervals", new(Palette.Blue, IsDashed: false))], Width),
            new TradeoffPlot(settings, Points));
    }
}

using System.Globalization;
using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>How loss, accuracy and learning rate went from epoch to epoch, in one training or in several side by side.</summary>
/// <remarks>Where there is validation, it is drawn as a solid line and training as a dashed one. A loss that spans more than a factor of fifty stands on a
/// logarithmic axis. Beside the names of several trainings stands the best accuracy of each.</remarks>
/// <param name="Runs">The trainings, at least one with a finished epoch.</param>
public sealed record LearningCurve(params IReadOnlyList<NamedHistory> Runs) : Picture
{
    private const int ChartGap = 28;
    private const int ChartHeight = 300;
    private const int RateHeight = 130;
    private const int PixelsPerTick = 60;

    /// <summary>How wide it is without its margins, in pixels: below 640, loss and accuracy stand one below the other.</summary>
    /// <value>Default: 940. Range: 320 to 4,096.</value>
    public int Width { get; init; } = PictureWidth.Default;

    /// <summary>The curve of one training.</summary>
    /// <param name="history">How it went.</param>
    public LearningCurve(TrainingHistory history)
        : this(new NamedHistory("", history))
    {
    }

    /// <inheritdoc/>
    private protected override PictureLayout Arrange()
    {
        PictureWidth.Check(nameof(LearningCurve), Width);
        var runs = Runs.Where(run => run.History.Epochs.Count > 0).ToList();
        if (runs.Count == 0)
            throw new ArgumentException("There is no finished epoch in the history, so there is no learning curve to draw.");
        var lines = new LearningCurveLines(runs);
        var single = runs.Count == 1 ? runs[0].History.Epochs : [];
        bool isNarrow = PictureWidth.IsNarrow(Width);
        var (each, whole) = (new SKSizeI(isNarrow ? Width : (Width - ChartGap) / 2, ChartHeight), new SKSizeI(Width, RateHeight));
        var loss = AxisScale.Positive(Lowest(lines.Loss), Highest(lines.Loss), wantedTicks: 6);
        var accuracy = AxisScale.Linear(Lowest(lines.Accuracy), Highest(lines.Accuracy), wantedTicks: 6, unit: " %");
        var rate = AxisScale.Linear(0, Highest(lines.LearningRate), wantedTicks: 3);
        IReadOnlyList<IPicturePart> both =
        [
            Chart(loss.IsLogarithmic ? "loss (logarithmic)" : "loss", lines.Loss, loss, each, LowestLoss(single)),
            Chart("accuracy", lines.Accuracy, accuracy, each, HighestAccuracy(single)),
        ];
        return new PictureLayout(
            Title,
            [new Legend(lines.Legend, Width), .. isNarrow ? both : [new PartRow(ChartGap, both)], Chart("learning rate", lines.LearningRate, rate, whole)]);

        Chart Chart(string name, IReadOnlyList<ChartSeries> series, AxisScale vertical, SKSizeI size, string remark = "") => new(new ChartSettings
        {
            Size = size,
            Horizontal = lines.Epochs(size.Width / PixelsPerTick),
            HorizontalName = "epoch",
            Vertical = vertical,
            VerticalName = name,
            Remark = remark,
            Series = series,
        });
    }

    private static string LowestLoss(IReadOnlyList<EpochReport> epochs) =>
        epochs.Where(report => report.ValidationLoss is not null).MinBy(report => report.ValidationLoss) is { } best
            ? string.Create(CultureInfo.InvariantCulture, $"lowest validation {best.ValidationLoss:F4}, epoch {best.Epoch}")
            : "";

    private static string HighestAccuracy(IReadOnlyList<EpochReport> epochs) =>
        epochs.Where(report => report.ValidationAccuracy is not null).MaxBy(report => report.ValidationAccuracy) is { } best
            ? string.Create(CultureInfo.InvariantCulture, $"highest validation {100 * best.ValidationAccuracy:F2} %, epoch {best.Epoch}")
            : "";

    private static double Lowest(IReadOnlyList<ChartSeries> series) => Finite(series).DefaultIfEmpty(0).Min();

    private static double Highest(IReadOnlyList<ChartSeries> series) => Finite(series).DefaultIfEmpty(0).Max();

    private static IEnumerable<double> Finite(IReadOnlyList<ChartSeries> series) =>
        series.SelectMany(line => line.Points).Select(point => point.Y).Where(double.IsFinite);
}

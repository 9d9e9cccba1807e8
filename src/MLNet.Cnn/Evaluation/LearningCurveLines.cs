using System.Globalization;

namespace MLNet.Cnn;

/// <summary>The lines of a <see cref="LearningCurve"/>: what they show, how they look, and what the legend says of them.</summary>
/// <param name="runs">The trainings; each has finished an epoch.</param>
internal sealed class LearningCurveLines(IReadOnlyList<NamedHistory> runs)
{
    private readonly bool _isSingle = runs.Count == 1;
    private readonly bool _isValidated = runs.Any(run => run.History.Epochs.Any(report => report.ValidationLoss is not null));

    /// <summary>One training: its two lines. Several: a color for each with its best accuracy, and what dashes mean.</summary>
    public IReadOnlyList<LegendEntry> Legend => (_isSingle, _isValidated) switch
    {
        (true, true) => [new("training", Training(0)), new("validation", Validation(0))],
        (true, false) => [new("training", Training(0))],
        (false, true) => [.. Names(), new("training", new(Palette.QuietText, IsDashed: true)), new("validation", new(Palette.QuietText, IsDashed: false))],
        (false, false) => [.. Names()],
    };

    public IReadOnlyList<ChartSeries> Loss => TrainingAndValidation(report => report.Loss, report => report.ValidationLoss);

    /// <summary>In percent.</summary>
    public IReadOnlyList<ChartSeries> Accuracy => TrainingAndValidation(report => 100 * report.Accuracy, report => 100 * report.ValidationAccuracy);

    public IReadOnlyList<ChartSeries> LearningRate =>
        [.. runs.Select((run, index) => Line(run, report => report.LearningRate, new(Palette.OfSeries(index), IsDashed: false)))];

    /// <summary>The axis of the epochs.</summary>
    public AxisScale Epochs(int wantedTicks)
    {
        var epochs = runs.SelectMany(run => run.History.Epochs).Select(report => report.Epoch).ToList();
        return AxisScale.Whole(epochs.Min(), epochs.Max(), wantedTicks);
    }

    private List<ChartSeries> TrainingAndValidation(Func<EpochReport, double?> training, Func<EpochReport, double?> validation)
    {
        var lines = runs.Select((run, index) => Line(run, training, Training(index))).ToList();
        if (_isValidated)
            lines.AddRange(runs.Select((run, index) => Line(run, validation, Validation(index))));
        return lines;
    }

    private LineStyle Training(int run) => new(Palette.OfSeries(run), IsDashed: _isValidated);

    private LineStyle Validation(int run) => new(Palette.OfSeries(_isSingle ? 1 : run), IsDashed: false);

    private static ChartSeries Line(NamedHistory run, Func<EpochReport, double?> value, LineStyle style) =>
        new([.. run.History.Epochs.Select(report => ((double)report.Epoch, value(report) ?? double.NaN))], style);

    private IEnumerable<LegendEntry> Names() => runs.Select((run, index) =>
    {
        double best = run.History.Epochs.Max(report => report.ValidationAccuracy ?? (_isValidated ? double.NaN : report.Accuracy));
        string accuracy = double.IsNaN(best) ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100 * best:F2} %)");
        return new LegendEntry(run.Name + accuracy, new(Palette.OfSeries(index), IsDashed: false));
    });
}

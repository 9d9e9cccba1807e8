using Spectre.Console;
using Spectre.Console.Rendering;

namespace MLNet.Cnn.Samples;

/// <summary>Loss and accuracy of the network under way, side by side.</summary>
internal static class TrainingCharts
{
    private const int Gap = 2;
    private const int WidestChart = 64;
    private const int Margin = 4; // the ^C that a terminal writes behind the last line must not begin a new one

    /// <summary>Draws both, or nothing as long as no epoch was completed.</summary>
    public static IRenderable Draw(TrainingRow? row, int width, bool unicode)
    {
        if (row is not { Last: { } last })
            return Text.Empty;
        var place = (Width: Math.Min(WidestChart, (width - 2 * Gap - Margin) / 2), unicode);
        var loss = TextChart.Draw(
            $"loss, {row.Name}", Lines(row, report => report.Loss, report => report.ValidationLoss), last.Epochs, value => Show.Fixed(value, 3), place);
        var accuracy = TextChart.Draw(
            $"accuracy, {row.Name}", Lines(row, report => report.Accuracy, report => report.ValidationAccuracy), last.Epochs, value => Show.Percent(value, 1), place);
        var sideBySide = new AlignedRows(Gap, ("", Justify.Left), ("", Justify.Left));
        sideBySide.Add(loss, accuracy);
        return sideBySide.Renderable;
    }

    private static ChartLine[] Lines(TrainingRow row, Func<EpochReport, double> training, Func<EpochReport, double?> validation) =>
    [
        new([.. row.Reports.Select(training)], Look.Busy),
        new([.. row.Reports.Select(report => validation(report) ?? double.NaN)], Look.Good),
    ];
}

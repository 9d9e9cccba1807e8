using System.Globalization;
using System.Text;

namespace MLNet.Cnn;

/// <summary>Epochs as lines of comma-separated values.</summary>
internal static class HistoryCsv
{
    private static readonly (string Name, Func<EpochReport, double?> Value)[] Columns =
    [
        ("epoch", report => report.Epoch),
        ("loss", report => report.Loss),
        ("accuracy", report => report.Accuracy),
        ("validation_loss", report => report.ValidationLoss),
        ("validation_accuracy", report => report.ValidationAccuracy),
        ("learning_rate", report => report.LearningRate),
        ("images_per_second", report => report.ImagesPerSecond),
        ("elapsed_seconds", report => report.Elapsed.TotalSeconds),
    ];

    /// <summary>The names of the columns, then a line for each epoch.</summary>
    public static string Write(IEnumerable<EpochReport> epochs)
    {
        var csv = new StringBuilder();
        Line(Columns.Select(column => column.Name));
        foreach (var report in epochs)
            Line(Columns.Select(column => column.Value(report)?.ToString("R", CultureInfo.InvariantCulture) ?? ""));
        return csv.ToString();

        void Line(IEnumerable<string> fields) => csv.AppendJoin(',', fields).Append('\n');
    }
}

namespace MLNet.Cnn;

/// <summary>How a metric is read, and when it is better.</summary>
internal static class EpochMetricRule
{
    /// <summary>The metric's value, or <see langword="null"/> where nothing was validated.</summary>
    public static double? Of(this EpochReport report, EpochMetric metric) => metric switch
    {
        EpochMetric.ValidationLoss => report.ValidationLoss,
        EpochMetric.ValidationAccuracy => report.ValidationAccuracy,
        EpochMetric.Loss => report.Loss,
        EpochMetric.Accuracy => report.Accuracy,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "There is no such metric."),
    };

    /// <summary>Whether the metric needs validation images.</summary>
    public static bool NeedsValidation(this EpochMetric metric) => metric is EpochMetric.ValidationLoss or EpochMetric.ValidationAccuracy;

    /// <summary>Whether a value is better than the best so far by more than a minimum. What is not a number never is.</summary>
    public static bool IsImprovement(this EpochMetric metric, double value, double? best, double minDelta = 0) =>
        metric is EpochMetric.ValidationLoss or EpochMetric.Loss
            ? value + minDelta < (best ?? double.PositiveInfinity)
            : value - minDelta > (best ?? double.NegativeInfinity);
}

namespace MLNet.Cnn;

/// <summary>Keeps the weights of the best epoch so far.</summary>
internal sealed class BestWeights(EpochMetric metric, double minDelta = 0)
{
    private double? _value;

    /// <summary>The weights, or <see langword="null"/> as long as nothing was measured.</summary>
    public NetworkWeights? Weights { get; private set; }

    /// <summary>The epoch, counted from 1.</summary>
    public int? Epoch { get; private set; }

    public void EpochEnded(EpochReport report, IEngineSession session)
    {
        if (report.Of(metric) is not { } value || !metric.IsImprovement(value, _value, minDelta))
            return;
        (_value, Epoch) = (value, report.Epoch);
        Weights = session.ReadState().Weights;
    }
}

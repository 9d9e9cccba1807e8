using System.Collections.Immutable;
using System.Diagnostics;

namespace MLNet.Cnn.Samples;

/// <summary>What is known of one network while it trains. Immutable: the display may read it while training goes on.</summary>
/// <param name="Name">The network.</param>
internal sealed record TrainingRow(string Name)
{
    private const double NearlyOne = 0.95; // between reports the bar follows the clock, but not beyond what was reported

    /// <summary>When training began, as a timestamp of <see cref="Stopwatch"/>, or <see langword="null"/> before.</summary>
    public long? Began { get; init; }

    /// <summary>What each epoch so far brought.</summary>
    public ImmutableList<EpochReport> Reports { get; init; } = [];

    /// <summary>The last epoch's report, or <see langword="null"/> before the first.</summary>
    public EpochReport? Last => Reports.LastOrDefault();

    /// <summary>When it came.</summary>
    public long Reported { get; init; }

    /// <summary>The result, once there is one.</summary>
    public NetworkResult? Result { get; init; }

    /// <summary>How much is done, between 0 and 1.</summary>
    public double Share => Last is null ? 0 : (Last.Epoch + CurrentEpochShare(Last)) / Last.Epochs;

    /// <summary>How long it will still take, or <see langword="null"/> while nobody knows.</summary>
    public double? SecondsLeft => Last is null ? null : Math.Max(0, Last.TimeLeft.TotalSeconds - Stopwatch.GetElapsedTime(Reported).TotalSeconds);

    private double CurrentEpochShare(EpochReport last)
    {
        if (last.Epoch == last.Epochs || Result is not null)
            return 0;
        var epochSeconds = last.Elapsed.TotalSeconds / last.Epoch;
        return Math.Min(NearlyOne, Stopwatch.GetElapsedTime(Reported).TotalSeconds / epochSeconds);
    }
}

using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>Where a training stands, beside what the engine holds.</summary>
/// <param name="Epoch">The epoch it is at, counted from 0.</param>
/// <param name="Sums">What the steps of that epoch came to so far.</param>
/// <param name="EpochTime">The time they took.</param>
/// <param name="Elapsed">The time since training began, without the time between kill and resume.</param>
/// <param name="EngineSteps">The engine's own count of steps.</param>
/// <param name="Reports">What each epoch brought.</param>
/// <param name="EarlyStopping">What early stopping counted.</param>
/// <param name="Plateau">What the plateau counted.</param>
/// <param name="Best">Which epoch was the best so far.</param>
/// <param name="End">Why training ended, if it did.</param>
internal sealed record TrainingState(
    int Epoch, EpochSums Sums, TimeSpan EpochTime, TimeSpan Elapsed, long EngineSteps, IReadOnlyList<EpochReport> Reports,
    EarlyStoppingState? EarlyStopping, PlateauState? Plateau, BestEpoch? Best, TrainingEnd? End)
{
    public string ToJson() => JsonSerializer.Serialize(this, RecordJson.Options);

    public static TrainingState FromJson(string json) => JsonSerializer.Deserialize<TrainingState>(json, RecordJson.Options)
        ?? throw new JsonException("The state is empty.");
}

/// <summary>What early stopping counts.</summary>
/// <param name="Best">The best value so far.</param>
/// <param name="Wait">The epochs since it was last beaten.</param>
internal sealed record EarlyStoppingState(double? Best, int Wait);

/// <summary>What a plateau counts.</summary>
/// <param name="Best">The best value so far.</param>
/// <param name="Wait">The epochs counted since it was last beaten.</param>
/// <param name="Cooldown">The epochs that are left of the cooldown.</param>
/// <param name="Scale">What rates are multiplied by.</param>
internal sealed record PlateauState(double? Best, int Wait, int Cooldown, double Scale);

/// <summary>An epoch that was better than those before it.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Value">Its value.</param>
internal sealed record BestEpoch(int Epoch, double Value);

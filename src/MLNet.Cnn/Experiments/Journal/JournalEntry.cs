using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.Cnn;

/// <summary>One line of a journal: a trial began, was stopped under way, came to the end of a rung, or was tested.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TrialStarted), "started")]
[JsonDerivedType(typeof(TrialStopped), "stopped")]
[JsonDerivedType(typeof(TrialFinished), "finished")]
[JsonDerivedType(typeof(TrialTested), "tested")]
internal abstract record JournalEntry
{
    /// <summary>How entries are written.</summary>
    public static JsonSerializerOptions Json { get; } = new(RecordJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
    };

    /// <summary>The trial's number, from 1 on.</summary>
    public required int Trial { get; init; }

    /// <summary>How long the experiment had been running, over all restarts.</summary>
    public required double ElapsedSeconds { get; init; }
}

/// <summary>A trial began; if nothing says that it ended, it is gone on with.</summary>
internal sealed record TrialStarted : JournalEntry
{
    /// <summary>How many epochs it is planned for; they may depend on the time there was.</summary>
    public required int Epochs { get; init; }
}

/// <summary>A trial was stopped or cancelled under way: the time it took counts, and it is gone on with.</summary>
internal sealed record TrialStopped : JournalEntry;

/// <summary>A trial came to its end, or to that of a rung.</summary>
internal sealed record TrialFinished : JournalEntry
{
    /// <summary>The rung, from 0 on; 0 without halving.</summary>
    public required int Rung { get; init; }

    public required string Candidate { get; init; }

    public IReadOnlyList<NamedSetting> Settings { get; init; } = [];

    public required RunEnd End { get; init; }

    public ModelScores? Scores { get; init; }

    public ModelCost Cost { get; init; } = new();

    /// <summary>The model's file, relative to the folder.</summary>
    public string? Model { get; init; }

    public string? Error { get; init; }

    /// <summary>The seconds of all rungs so far.</summary>
    public required double Seconds { get; init; }

    public TrainingHistory? History { get; init; }

    public string? WeightHash { get; init; }
}

/// <summary>The model of a trial was scored on test images, which need not be done again.</summary>
internal sealed record TrialTested : JournalEntry
{
    /// <summary>The rung that the model is of, from 0 on.</summary>
    public required int Rung { get; init; }

    /// <summary>The hash of the test images with their labels.</summary>
    public required string Images { get; init; }

    public required ModelScores Scores { get; init; }
}

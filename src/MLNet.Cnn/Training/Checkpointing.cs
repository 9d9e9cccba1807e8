namespace MLNet.Cnn;

/// <summary>Where and how often a training is saved, so that a killed one goes on. A definition.</summary>
/// <remarks>
/// <para>A fit that finds its own checkpoint in the folder continues from it and ends with the weights, bit for bit, of one that was never killed. One that
/// finds the checkpoint of a finished training returns that training's model at once. A checkpoint of another network, other data, another seed or other
/// options is refused and left as it is.</para>
/// <para>The folder holds <c>last.checkpoint</c>, all that is needed to go on, written after each epoch and within long ones, and
/// <c>best.checkpoint</c>, the weights of the best epoch so far where there is one (<see cref="Checkpoint.LoadWeights"/> reads both). A file is replaced only once the
/// new one is complete.</para>
/// </remarks>
public sealed record Checkpointing
{
    /// <summary>Saves into a folder, which is made if it is not there.</summary>
    /// <param name="folder">The folder; for each training one of its own.</param>
    public Checkpointing(string folder) => Folder = folder;

    /// <summary>The folder.</summary>
    public string Folder { get; init; }

    /// <summary>After how much time within an epoch the training is saved once more.</summary>
    /// <value>Default: 10 minutes. Above 0.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After how many steps within an epoch the training is saved once more.</summary>
    /// <value>Default: <see langword="null"/>, by time alone. At least 1.</value>
    public int? IntervalSteps { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Folder);
        RunControlRange.Check(Interval > TimeSpan.Zero, this, nameof(Interval), Interval.TotalSeconds, "more than no time (in seconds)");
        RunControlRange.Check(IntervalSteps is null or >= 1, this, nameof(IntervalSteps), IntervalSteps ?? 0, "at least 1, or null");
    }
}

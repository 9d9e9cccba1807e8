namespace MLNet.Cnn;

/// <summary>One model of a <see cref="Leaderboard"/>, or an attempt that failed or was not made.</summary>
public sealed record LeaderboardRow
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The settings that tell it from others of its kind, in the order they are shown in.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<NamedSetting> Settings { get; init; } = [];

    /// <summary>How well it classifies the images that the order goes by.</summary>
    /// <value>Default: <see langword="null"/>, only where there is no model.</value>
    public ModelScores? Scores { get; init; }

    /// <summary>How well it classifies the test images, on which nothing was chosen.</summary>
    /// <value>Default: <see langword="null"/>, not measured. <see cref="Leaderboard.WithTest"/> measures it.</value>
    public ModelScores? Test { get; init; }

    /// <summary>What it costs.</summary>
    /// <value>Default: nothing measured.</value>
    public ModelCost Cost { get; init; } = new();

    /// <summary>How a network was trained.</summary>
    /// <value>Default: <see langword="null"/>, as for every model without a network.</value>
    public TrainingHistory? History { get; init; }

    /// <summary>Why there is no model.</summary>
    /// <value>Default: <see langword="null"/>, there is one.</value>
    public string? Error { get; init; }

    /// <summary>Whether it was tried: where there is no model, whether it failed or had no turn.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool WasTried { get; init; } = true;
}

using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>One trial of an experiment.</summary>
public sealed record RunDetail
{
    /// <summary>Its number, from 1 on, in the order in which trials began.</summary>
    public required int Trial { get; init; }

    /// <summary>The candidate's name.</summary>
    public required string TrainerName { get; init; }

    /// <summary>The values that the search drew, or the settings that an estimator came with.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<NamedSetting> Settings { get; init; } = [];

    /// <summary>How it ended.</summary>
    public required RunEnd End { get; init; }

    /// <summary>How well the model classifies the validation images; of all folds together where there are folds.</summary>
    /// <value><see langword="null"/> where it failed.</value>
    public ModelScores? ValidationMetrics { get; init; }

    /// <summary>What the model costs. Speeds are measured where the trial went to its end, and <see cref="ExperimentSettings.MeasureSpeed"/> says so.</summary>
    public ModelCost Cost { get; init; } = new();

    /// <summary>The model, of the best run; of the first fold where there are folds.</summary>
    /// <value><see langword="null"/> for other runs, whose models are at <see cref="ModelPath"/>, and where ML.NET cannot save the best one and a process before trained it.</value>
    public ITransformer? Model { get; init; }

    /// <summary>The file of the model, for <c>mlContext.Model.Load</c>.</summary>
    /// <value><see langword="null"/> where it failed, where ML.NET cannot save it, or without <see cref="ExperimentSettings.Folder"/>.</value>
    public string? ModelPath { get; init; }

    /// <summary>Why there is no model.</summary>
    /// <value><see langword="null"/> where there is one. After a restart it is an exception with the same message.</value>
    public Exception? Exception { get; init; }

    /// <summary>How long it took, in seconds, training and measuring, over all restarts.</summary>
    public required double RuntimeInSeconds { get; init; }

    /// <summary>How many epochs were trained; 0 for estimators.</summary>
    public int Epochs => History?.Epochs.Count ?? 0;

    /// <summary>How a network was trained, in the first fold where there are folds.</summary>
    /// <value>Default: <see langword="null"/>, as for estimators.</value>
    public TrainingHistory? History { get; init; }

    /// <summary>The hash of a network's weights: equal weights, equal hashes.</summary>
    /// <value>Default: <see langword="null"/>, as for estimators.</value>
    public string? WeightHash { get; init; }

    /// <summary>The run as a row of a table.</summary>
    internal LeaderboardRow Row() => new()
    {
        Name = TrainerName,
        Settings = Settings,
        Scores = ValidationMetrics,
        Cost = Cost,
        History = History,
        Error = Exception?.Message,
    };
}

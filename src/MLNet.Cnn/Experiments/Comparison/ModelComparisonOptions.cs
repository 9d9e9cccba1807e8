using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>How <c>CompareModels</c> reads what it compares.</summary>
public sealed record ModelComparisonOptions
{
    /// <summary>What stands above the table.</summary>
    /// <value>Default: <c>Leaderboard</c>.</value>
    public string Title { get; init; } = "Leaderboard";

    /// <summary>The column with the true class: a key, in the view or made by each model.</summary>
    /// <value>Default: <c>Label</c>.</value>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column of each model's output with a score for each class.</summary>
    /// <value>Default: <c>Score</c>.</value>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>The images that the models were trained on: those of the view that are among them are counted.</summary>
    /// <value>Default: <see langword="null"/>, not counted.</value>
    public IDataView? TrainingData { get; init; }

    /// <summary>The column with the images, in <see cref="TrainingData"/> and in the view.</summary>
    /// <value>Default: <c>Image</c>.</value>
    public string ImageColumnName { get; init; } = "Image";
}

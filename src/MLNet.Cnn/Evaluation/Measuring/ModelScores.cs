using System.Text.Json.Serialization;

namespace MLNet.Cnn;

/// <summary>How well a model classifies the images of a view, and which of them.</summary>
public sealed record ModelScores
{
    /// <summary>Whether each labelled image was classified correctly, in the view's order.</summary>
    [JsonConverter(typeof(OutcomesConverter))]
    public required IReadOnlyList<bool> Correct { get; init; }

    /// <summary>The unweighted mean over classes of the harmonic mean of precision and recall, between 0 and 1.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>The mean of the negative logarithm of the probability given to the true class, as ML.NET measures it.</summary>
    public required double LogLoss { get; init; }

    /// <summary>How many images there are.</summary>
    public int Images => Correct.Count;

    /// <summary>The share of images classified correctly, between 0 and 1.</summary>
    public double Accuracy => (double)Right / Images;

    /// <summary>Wilson's 95 % interval of the accuracy.</summary>
    public AccuracyInterval Interval => AccuracyInterval.Wilson(Right, Images);

    /// <summary>The more accurate first; equal ones by log-loss, where NaN is last.</summary>
    internal static IComparer<ModelScores> BestFirst { get; } = Comparer<ModelScores>.Create((first, second) =>
        (-first.Accuracy, LossOrLast(first)).CompareTo((-second.Accuracy, LossOrLast(second))));

    /// <summary>What was measured on parts of a set, such as the folds of a cross-validation, as of the whole: means weighted by images.</summary>
    internal static ModelScores Concat(IReadOnlyList<ModelScores> parts)
    {
        int images = parts.Sum(part => part.Images);
        return new()
        {
            Correct = [.. parts.SelectMany(part => part.Correct)],
            MacroF1 = parts.Sum(part => part.Images * part.MacroF1) / images,
            LogLoss = parts.Sum(part => part.Images * part.LogLoss) / images,
        };
    }

    private static double LossOrLast(ModelScores scores) => double.IsNaN(scores.LogLoss) ? double.PositiveInfinity : scores.LogLoss;

    private int Right => Correct.Count(correct => correct);
}

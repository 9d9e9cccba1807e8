namespace MLNet.Cnn.Tests;

/// <summary>Leaderboards whose numbers are chosen.</summary>
internal static class Boards
{
    /// <summary>Scores of a model that gets the first of some images right.</summary>
    public static ModelScores Scores(int right, int images, double logLoss = 0.5) =>
        new() { Correct = [.. Enumerable.Range(0, images).Select(image => image < right)], MacroF1 = 0.75, LogLoss = logLoss };

    public static LeaderboardRow Row(string name, int right, int images = 1_000) => new() { Name = name, Scores = Scores(right, images) };

    /// <summary>Two that cannot be told apart, one that is worse beyond doubt, one that failed; costs, settings, odd names.</summary>
    public static Leaderboard Full { get; } = new Leaderboard(
    [
        Row("<b>sdca</b> & \"co\"", 900) with { Cost = new() { ModelBytes = 999, ImagesPerSecond = 12_345, MillisecondsPerImage = 0.01234 }, Settings = [new("norm", "min, max")] },
        Row("LeNet5", 980) with
        {
            Cost = new() { Parameters = 61_706, ModelBytes = 253_456, TrainingSeconds = 12.34, ImagesPerSecond = 51_234, MillisecondsPerImage = 0.0432, PeakMemoryBytes = 312_000_000 },
            Settings = [new("rate", "0.001"), new("batch", "128")],
            History = Histories.Of(3),
        },
        Row("数字 Übung", 978) with { Settings = [new("rate", "0.1"), new("batch", "64")] },
        new() { Name = "broken", Error = "Layer 'conv2d': a kernel\ndoes not fit." },
    ])
    { Title = "Digits", MeasuredOn = "validation", Duplicates = [new("training", "validation", 2), new("training", "test", 0)] };
}

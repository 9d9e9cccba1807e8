namespace MLNet.Cnn.Samples;

/// <summary>One epoch, in plain numbers.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Loss">The mean training loss.</param>
/// <param name="Accuracy">The share of training images classified correctly while the epoch went on.</param>
/// <param name="LearningRate">The learning rate of its last step.</param>
/// <param name="ImagesPerSecond">Training images per second.</param>
/// <param name="ElapsedSeconds">Seconds since training began.</param>
internal sealed record EpochResult(int Epoch, double Loss, double Accuracy, double LearningRate, double ImagesPerSecond, double ElapsedSeconds)
{
    /// <summary>The library's report without what is only of interest while waiting.</summary>
    public static EpochResult Of(EpochReport report) => new(
        report.Epoch, report.Loss, report.Accuracy, report.LearningRate, report.ImagesPerSecond, report.Elapsed.TotalSeconds);
}

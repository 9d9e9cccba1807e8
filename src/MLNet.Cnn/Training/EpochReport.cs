using System.Globalization;

namespace MLNet.Cnn;

/// <summary>What one epoch of training brought. Immutable; each callback receives one of its own.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Epochs">How many epochs were asked for.</param>
/// <param name="Loss">The mean training loss over the epoch.</param>
/// <param name="Accuracy">The share of training images classified correctly while the epoch went on, between 0 and 1.</param>
/// <param name="ValidationLoss">The mean loss on the validation images after the epoch, or <see langword="null"/> without any.</param>
/// <param name="ValidationAccuracy">The share of validation images classified correctly after the epoch, or <see langword="null"/> without any.</param>
/// <param name="LearningRate">The learning rate of the epoch's last step.</param>
/// <param name="ImagesPerSecond">Training images per second, validation not counted.</param>
/// <param name="Elapsed">Time since training began.</param>
/// <param name="TimeLeft">Time that the remaining epochs will take at this speed.</param>
public sealed record EpochReport(
    int Epoch, int Epochs, double Loss, double Accuracy, double? ValidationLoss, double? ValidationAccuracy,
    double LearningRate, double ImagesPerSecond, TimeSpan Elapsed, TimeSpan TimeLeft)
{
    /// <summary>One line: <c>Epoch 2/5: loss 0.0812, accuracy 97.51 %, validation loss 0.0701, validation accuracy 97.92 %, …</c></summary>
    public override string ToString()
    {
        string validation = ValidationLoss is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $", validation loss {ValidationLoss:F4}, validation accuracy {100 * ValidationAccuracy:F2} %");
        return string.Create(CultureInfo.InvariantCulture,
            $"Epoch {Epoch}/{Epochs}: loss {Loss:F4}, accuracy {100 * Accuracy:F2} %{validation}, learning rate {LearningRate:G3}, {ImagesPerSecond:F0} images/s, {TimeLeft.TotalSeconds:F0} s left");
    }
}

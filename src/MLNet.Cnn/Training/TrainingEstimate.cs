using System.Globalization;

namespace MLNet.Cnn;

/// <summary>What a training will take, said before its first epoch.</summary>
/// <remarks>
/// Memory is a lower bound, computed from shapes, batch size and optimizer for float32 (in bfloat16 activations take about half), and comes on top of the images, of the native libraries (about 250 MB) and of their working memory. Time is that of a few steps on a
/// copy of the weights, taken times the steps of an epoch; it is measured where the training has at least <see cref="StepsWorthMeasuring"/> steps, because the
/// measurement would else cost more than it tells. Augmentation that cannot keep up with the steps is not in it. docs/watching.md says how far both were off.
/// </remarks>
/// <param name="Weights">Bytes of the weights.</param>
/// <param name="Gradients">Bytes of their gradients.</param>
/// <param name="OptimizerSlots">Bytes of what the optimizer remembers.</param>
/// <param name="Activations">Bytes of the layers' outputs for one batch, which are kept for the backward pass, with the gradients of the largest.</param>
/// <param name="MultiplyAddsPerEpoch">Multiplications with a following addition in the forward passes of an epoch; the backward pass has about twice as many.</param>
public sealed record TrainingEstimate(long Weights, long Gradients, long OptimizerSlots, long Activations, long MultiplyAddsPerEpoch)
{
    /// <summary>How many steps a training needs for its time to be measured.</summary>
    public const int StepsWorthMeasuring = 500;

    /// <summary>All bytes together.</summary>
    public long Memory => Weights + Gradients + OptimizerSlots + Activations;

    /// <summary>The time of an epoch, validation included, or <see langword="null"/> where it was not measured.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public TimeSpan? TimePerEpoch { get; init; }

    /// <summary>One line: <c>Expected: at least 45.3 MB for weights, optimizer and one batch, 12.5 s an epoch.</c></summary>
    public override string ToString()
    {
        string time = TimePerEpoch is { } epoch ? string.Create(CultureInfo.InvariantCulture, $", {epoch.TotalSeconds:G3} s an epoch") : "";
        return string.Create(CultureInfo.InvariantCulture, $"Expected: at least {Memory / 1e6:F1} MB for weights, optimizer and one batch{time}.");
    }
}

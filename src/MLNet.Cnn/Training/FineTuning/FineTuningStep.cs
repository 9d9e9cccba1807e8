namespace MLNet.Cnn;

/// <summary>A step of <see cref="FineTuning"/>: which layers are trained, for how long and how fast.</summary>
/// <param name="Epochs">How often the step goes through the images. Range: 1 to 100,000.</param>
/// <param name="Layers">The layers that are trained, by name; <c>*</c> stands for any letters, <c>?</c> for one. A pattern that matches none is an error.</param>
/// <param name="LearningRateFactor">What the optimizer's learning rate is multiplied with. Default: 1. Above 0.</param>
public sealed record FineTuningStep(int Epochs, NamePatterns Layers, double LearningRateFactor = 1)
{
    /// <summary><c>3 epochs, rate x 0.3: conv4*, head</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Counted.Of(Epochs, "epoch")}, rate x {LearningRateFactor}: {string.Join(", ", Layers)}");

    /// <param name="number">Its place, counted from 1.</param>
    internal void Validate(int number)
    {
        ArgumentNullException.ThrowIfNull(Layers);
        if (Epochs is < 1 or > 100_000)
            throw Refuse(nameof(Epochs), Epochs, "between 1 and 100,000");
        if (!double.IsFinite(LearningRateFactor) || LearningRateFactor <= 0)
            throw Refuse(nameof(LearningRateFactor), LearningRateFactor, "a finite number above 0");

        ArgumentOutOfRangeException Refuse(string setting, double value, string expected) => new(
            setting, FormattableString.Invariant($"{setting} of step {number} of CnnOptions.FineTuning is {value}, but it must be {expected}."));
    }
}

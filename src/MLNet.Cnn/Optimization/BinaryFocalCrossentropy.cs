namespace MLNet.Cnn;

/// <summary>The binary cross-entropy with less weight on outputs that are already right.</summary>
/// <remarks>
/// The mean over the outputs of (1 - q)^gamma times the binary cross-entropy, q = t p + (1 - t)(1 - p) being the probability given to the truth.
/// Source: Lin et al. (2017), <c>keras.losses.BinaryFocalCrossentropy</c>.
/// </remarks>
/// <param name="Gamma">How strongly outputs that are right lose weight; with 0 none does. Default: 2. Range: 0 and above.</param>
public sealed record BinaryFocalCrossentropy(double Gamma = 2) : Loss
{
    /// <summary>Whether targets of 1 count <see cref="Alpha"/> and targets of 0 the rest.</summary>
    /// <value>Default: <see langword="false"/>, all count alike.</value>
    public bool ApplyClassBalancing { get; init; }

    /// <summary>What targets of 1 count where classes are balanced; those of 0 count 1 - Alpha.</summary>
    /// <value>Default: 0.25. Range: 0 to 1.</value>
    public double Alpha { get; init; } = 0.25;

    /// <summary>The share of each target that is drawn to one half.</summary>
    /// <value>Default: 0. Range: 0 to 1.</value>
    public double LabelSmoothing { get; init; }

    internal override bool IsOfSigmoid => true;

    internal override void Validate()
    {
        Check(Alpha is >= 0 and <= 1, nameof(Alpha), Alpha, "between 0 and 1");
        Check(double.IsFinite(Gamma) && Gamma >= 0, nameof(Gamma), Gamma, "a finite number, 0 or above");
        Check(LabelSmoothing is >= 0 and <= 1, nameof(LabelSmoothing), LabelSmoothing, "between 0 and 1");
    }
}

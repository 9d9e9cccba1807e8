namespace MLNet.Cnn;

/// <summary>The cross-entropy with less weight on images that are already classified well, so that rare and hard ones decide.</summary>
/// <remarks>
/// -sum(alpha (1 - p)^gamma t log p), p being the softmax of the logits. Source: Lin et al. (2017), <c>keras.losses.CategoricalFocalCrossentropy</c>.
/// </remarks>
/// <param name="Alpha">A factor of the whole. Default: 0.25. Range: above 0. To weigh classes against each other, give the classes or images weights.</param>
/// <param name="Gamma">How strongly well classified images lose weight; with 0 none does. Default: 2. Range: 0 and above.</param>
public sealed record CategoricalFocalCrossentropy(double Alpha = 0.25, double Gamma = 2) : Loss
{
    /// <summary>The share of each target that is spread evenly over all classes.</summary>
    /// <value>Default: 0. Range: 0 to 1.</value>
    public double LabelSmoothing { get; init; }

    internal override bool IsOfSigmoid => false;

    internal override void Validate()
    {
        Check(double.IsFinite(Alpha) && Alpha > 0, nameof(Alpha), Alpha, "a finite number above 0");
        Check(double.IsFinite(Gamma) && Gamma >= 0, nameof(Gamma), Gamma, "a finite number, 0 or above");
        Check(LabelSmoothing is >= 0 and <= 1, nameof(LabelSmoothing), LabelSmoothing, "between 0 and 1");
    }
}

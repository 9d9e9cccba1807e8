namespace MLNet.Cnn;

/// <summary>Weights by name, and what is different for them.</summary>
/// <param name="Pattern">The paths of the weights, with <c>*</c> for any characters and <c>?</c> for one: <c>conv2d*/kernel</c>.</param>
/// <param name="LearningRateFactor">What their learning rate is multiplied with. Default: 1. Range: 0 and above.</param>
/// <param name="WeightDecay">Their weight decay, or <see langword="null"/> for the optimizer's. Range: 0 and above.</param>
public sealed record ParameterGroup(string Pattern, double LearningRateFactor = 1, double? WeightDecay = null)
{
    /// <summary><c>conv2d*/kernel: rate x 0.1, decay 0</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Pattern}: rate x {LearningRateFactor}") + (WeightDecay is { } decay ? FormattableString.Invariant($", decay {decay}") : "");
}

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>One training of the comparison.</summary>
/// <param name="Weights">How the first weights were drawn.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="IsNormalized">Whether the network has batch normalization.</param>
/// <param name="Accuracy">The share of test images recognized, or <see langword="null"/> if training diverged.</param>
/// <param name="Curve">The training accuracy of each completed epoch.</param>
internal sealed record BatchNormalizationTrial(string Weights, double Rate, bool IsNormalized, double? Accuracy, IReadOnlyList<double> Curve)
{
    /// <summary>From which accuracy on a network counts as having learned.</summary>
    public const double Enough = 0.9;

    /// <summary>Whether it learned.</summary>
    public bool Learned => Accuracy >= Enough;

    /// <summary>The accuracy for a table.</summary>
    public string Shown => Accuracy is { } accuracy ? Show.Percent(accuracy, 1) : "diverged";
}

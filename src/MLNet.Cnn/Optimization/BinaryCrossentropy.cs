namespace MLNet.Cnn;

/// <summary>The cross-entropy of each output's sigmoid for itself, averaged over the outputs: the loss of networks that end in a sigmoid.</summary>
/// <remarks>-mean(t log p + (1 - t) log(1 - p)), p being the sigmoid of the logits. Source: <c>keras.losses.BinaryCrossentropy</c>.</remarks>
public sealed record BinaryCrossentropy : Loss
{
    /// <summary>The share of each target that is drawn to one half.</summary>
    /// <value>Default: 0. Range: 0 to 1.</value>
    public double LabelSmoothing { get; init; }

    internal override bool IsOfSigmoid => true;

    internal override void Validate() => Check(LabelSmoothing is >= 0 and <= 1, nameof(LabelSmoothing), LabelSmoothing, "between 0 and 1");
}

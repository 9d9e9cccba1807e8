namespace MLNet.Cnn;

/// <summary>The cross-entropy between the labels and the softmax of the logits: the loss of a choice between classes.</summary>
/// <remarks>-sum(t log softmax(x)). Source: <c>keras.losses.CategoricalCrossentropy</c>.</remarks>
public sealed record CategoricalCrossentropy : Loss
{
    /// <summary>The share of each target that is spread evenly over all classes, so that no probability is driven to 1.</summary>
    /// <value>Default: 0. Range: 0 to 1.</value>
    public double LabelSmoothing { get; init; }

    internal override bool IsOfSigmoid => false;

    internal override void Validate() => Check(LabelSmoothing is >= 0 and <= 1, nameof(LabelSmoothing), LabelSmoothing, "between 0 and 1");
}

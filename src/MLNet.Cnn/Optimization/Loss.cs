namespace MLNet.Cnn;

/// <summary>What training makes small. A definition only.</summary>
public abstract record Loss
{
    private protected Loss()
    {
    }
}

/// <summary>The cross-entropy between the labels and the softmax of the logits: the loss of a choice between classes.</summary>
/// <remarks>Always computed from logits, which is exact where a logarithm of probabilities is not. Source: <c>keras.losses.CategoricalCrossentropy(from_logits=True)</c>.</remarks>
public sealed record CategoricalCrossentropy : Loss
{
    /// <summary>The share of each target that is spread evenly over all classes, so that no probability is driven to 1.</summary>
    /// <value>Default: 0. Range: 0 to 1.</value>
    public double LabelSmoothing { get; init; }
}

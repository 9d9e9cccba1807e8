namespace MLNet.Cnn;

/// <summary>Adds one number to all pixels of an image: a share of the range of values.</summary>
/// <remarks>Source: <c>keras.layers.RandomBrightness</c>.</remarks>
public sealed record RandomBrightness : ColorOperation
{
    /// <summary>Makes the operation.</summary>
    /// <param name="factor">What is added, as a share of the range of values; negative darkens.</param>
    public RandomBrightness(FactorRange factor) => Factor = factor;

    /// <summary>What is added, as a share of the range of values.</summary>
    /// <value>Range: -1 to 1.</value>
    public FactorRange Factor { get; init; }

    internal override void Validate()
    {
        base.Validate();
        CheckRange(Factor, nameof(Factor), -1, 1);
    }
}

namespace MLNet.Cnn;

/// <summary>Moves the pixels of each channel away from their mean over the image, or toward it: (x - mean) times a factor, plus mean.</summary>
/// <remarks>
/// Source: <c>keras.layers.RandomContrast</c>. One number stands for itself below and above, as Keras documents it (its code takes 0 for the lower one).
/// </remarks>
public sealed record RandomContrast : ColorOperation
{
    /// <summary>Makes the operation.</summary>
    /// <param name="factor">How far the factor may be below and above 1: <c>0.2</c> draws from 0.8 to 1.2.</param>
    public RandomContrast(double factor)
        : this((factor, factor))
    {
    }

    /// <summary>Makes the operation.</summary>
    /// <param name="factor">How far the factor may be below 1, and how far above: <c>(0.3, 0.1)</c> draws from 0.7 to 1.1.</param>
    public RandomContrast((double Lower, double Upper) factor) => Factor = factor;

    /// <summary>How far the factor may be below 1, and how far above.</summary>
    /// <value>Range: each 0 to 1.</value>
    public FactorRange Factor { get; init; }

    internal override void Validate()
    {
        base.Validate();
        Check(Factor.Lower is >= 0 and <= 1 && Factor.Upper is >= 0 and <= 1, nameof(Factor), Factor, "two numbers from 0 to 1");
    }
}

namespace MLNet.Cnn;

/// <summary>Turns each image about its centre.</summary>
/// <remarks>Source: <c>keras.layers.RandomRotation</c>.</remarks>
public sealed record RandomRotation : GeometricOperation
{
    /// <summary>Makes the operation.</summary>
    /// <param name="factor">How far counter-clockwise, as a share of a whole turn; negative is clockwise. <c>0.1</c> turns by up to 36° either way.</param>
    public RandomRotation(FactorRange factor) => Factor = factor;

    /// <summary>How far counter-clockwise, as a share of a whole turn.</summary>
    /// <value>Range: -1 to 1.</value>
    public FactorRange Factor { get; init; }

    internal override void Validate()
    {
        base.Validate();
        CheckRange(Factor, nameof(Factor), -1, 1);
    }
}

namespace MLNet.Cnn;

/// <summary>Makes what each image shows larger or smaller, about its centre.</summary>
/// <remarks>Source: <c>keras.layers.RandomZoom</c>.</remarks>
public sealed record RandomZoom : GeometricOperation
{
    /// <summary>Makes the operation.</summary>
    /// <param name="heightFactor">How much more of the image's height is seen; negative zooms in. <c>(-0.5, -0.5)</c> shows half of it, twice as large.</param>
    /// <param name="widthFactor">The same for the width, or <see langword="null"/> to zoom both directions alike. Default: <see langword="null"/>.</param>
    public RandomZoom(FactorRange heightFactor, FactorRange? widthFactor = null)
    {
        HeightFactor = heightFactor;
        WidthFactor = widthFactor;
    }

    /// <summary>How much more of the image's height is seen.</summary>
    /// <value>Range: above -1, to 1.</value>
    public FactorRange HeightFactor { get; init; }

    /// <summary>How much more of the image's width is seen.</summary>
    /// <value>Default: <see langword="null"/>, as drawn for the height. Range: above -1, to 1.</value>
    public FactorRange? WidthFactor { get; init; }

    internal override void Validate()
    {
        base.Validate();
        const string expected = "a range above -1 and up to 1, the lower end first";
        Check(HeightFactor.IsWithin(Math.BitIncrement(-1.0), 1), nameof(HeightFactor), HeightFactor, expected);
        Check(WidthFactor is not { } width || width.IsWithin(Math.BitIncrement(-1.0), 1), nameof(WidthFactor), WidthFactor, expected);
    }
}

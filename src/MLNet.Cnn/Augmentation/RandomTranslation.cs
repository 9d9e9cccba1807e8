namespace MLNet.Cnn;

/// <summary>Moves each image by a share of its size.</summary>
/// <remarks>Source: <c>keras.layers.RandomTranslation</c>.</remarks>
public sealed record RandomTranslation : GeometricOperation
{
    /// <summary>Makes the operation.</summary>
    /// <param name="heightFactor">How far down, as a share of the height; negative is up.</param>
    /// <param name="widthFactor">How far to the right, as a share of the width; negative is to the left.</param>
    public RandomTranslation(FactorRange heightFactor, FactorRange widthFactor)
    {
        HeightFactor = heightFactor;
        WidthFactor = widthFactor;
    }

    /// <summary>How far down, as a share of the height.</summary>
    /// <value>Range: -1 to 1.</value>
    public FactorRange HeightFactor { get; init; }

    /// <summary>How far to the right, as a share of the width.</summary>
    /// <value>Range: -1 to 1.</value>
    public FactorRange WidthFactor { get; init; }

    internal override void Validate()
    {
        base.Validate();
        CheckRange(HeightFactor, nameof(HeightFactor), -1, 1);
        CheckRange(WidthFactor, nameof(WidthFactor), -1, 1);
    }

    internal override string? Misfit(Shape image)
    {
        if (base.Misfit(image) is { } misfit)
            return misfit;
        // Under the other modes there is an image wherever it is moved.
        return FillMode == FillMode.Constant && (HeightFactor.Magnitude >= 1 || WidthFactor.Magnitude >= 1)
            ? $"HeightFactor {HeightFactor} and WidthFactor {WidthFactor} move the whole {image} image out of sight under FillMode.Constant; use factors below 1"
            : null;
    }
}

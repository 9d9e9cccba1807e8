namespace MLNet.Cnn;

/// <summary>Paints over one rectangle of an image (cutout).</summary>
/// <remarks>
/// Source: Zhong et al. (2017), DeVries and Taylor (2017), <c>keras.layers.RandomErasing</c>: the probability itself is drawn for each image,
/// so that the default erases half of them.
/// </remarks>
public sealed record RandomErasing : ColorOperation
{
    /// <summary>Makes the operation.</summary>
    /// <param name="factor">The probability with which an image is erased, drawn for each. One number stands for the range from 0 to it; <c>(1, 1)</c> erases always.</param>
    public RandomErasing(FactorRange factor) => Factor = factor;

    /// <summary>Makes the operation with a probability drawn from 0 to 1.</summary>
    public RandomErasing()
        : this(1)
    {
    }

    /// <summary>The probability with which an image is erased.</summary>
    /// <value>Default: (0, 1). Range: 0 to 1.</value>
    public FactorRange Factor
    {
        get;
        init => field = value.NotNegative;
    }

    /// <summary>The share of the image: the rectangle's height is the root of one draw times the image's, its width of another.</summary>
    /// <value>Default: (0.02, 0.33). Range: 0 to 1.</value>
    public FactorRange Scale { get; init; } = (0.02, 0.33);

    /// <summary>The value painted, in the units of the pixels.</summary>
    /// <value>Default: <see langword="null"/>, normal noise times the highest value, cut to the range of values.</value>
    public double? FillValue { get; init; }

    internal override void Validate()
    {
        base.Validate();
        CheckRange(Factor, nameof(Factor), 0, 1);
        CheckRange(Scale, nameof(Scale), 0, 1);
        Check(FillValue is null || double.IsFinite(FillValue.Value), nameof(FillValue), FillValue, "a finite number, or null");
    }

    internal override string? Misfit(Shape image) => image.IsImage ? null : $"it erases rectangles, but {image} is no image of height, width and channels";
}

namespace MLNet.Cnn;

/// <summary>A few operations for each image, drawn from eleven: shear, translation, rotation, brightness, grayness, contrast, sharpness, posterization, solarization, automatic contrast, equalization.</summary>
/// <remarks>
/// Source: Cubuk et al. (2020), <c>keras.layers.RandAugment</c>, which draws the operations for a whole batch. Grayness does nothing to images without colours.
/// </remarks>
public sealed record RandAugment : ColorOperation
{
    /// <summary>How many operations an image gets.</summary>
    /// <value>Default: 2. Range: 1 to 11.</value>
    public int NumOps { get; init; } = 2;

    /// <summary>How strong they are: the factor of each operation. One number stands for the range from 0 to it.</summary>
    /// <value>Default: (0, 0.5). Range: 0 to 1.</value>
    public FactorRange Factor
    {
        get;
        init => field = value.NotNegative;
    } = new(0, 0.5);

    /// <summary>How pixels between pixels are made.</summary>
    /// <value>Default: <see cref="Interpolation.Bilinear"/>.</value>
    public Interpolation Interpolation { get; init; } = Interpolation.Bilinear;

    internal override void Validate()
    {
        base.Validate();
        Check(NumOps is >= 1 and <= 11, nameof(NumOps), NumOps, "between 1 and 11");
        CheckRange(Factor, nameof(Factor), 0, 1);
        Check(Enum.IsDefined(Interpolation), nameof(Interpolation), Interpolation, "one of the enum's values");
    }

    internal override string? Misfit(Shape image) => image.IsImage ? null : $"it moves pixels, but {image} is no image of height, width and channels";
}

namespace MLNet.Cnn;

/// <summary>A random change of where pixels stand. A definition only.</summary>
/// <remarks>
/// Operations of this kind that follow each other with equal settings for borders and interpolation are carried out as one: pixels are interpolated
/// once, and what an earlier operation moved out of the image a later one can move in again.
/// </remarks>
public abstract record GeometricOperation : AugmentationOperation
{
    private protected GeometricOperation()
    {
    }

    /// <summary>What stands beyond the borders.</summary>
    /// <value>Default: <see cref="FillMode.Reflect"/>, for <see cref="RandomCrop"/> <see cref="FillMode.Constant"/>.</value>
    public FillMode FillMode { get; init; } = FillMode.Reflect;

    /// <summary>The value beyond the borders under <see cref="FillMode.Constant"/>, in the units of the pixels.</summary>
    /// <value>Default: 0, which is black.</value>
    public double FillValue { get; init; }

    /// <summary>How pixels between pixels are made.</summary>
    /// <value>Default: <see cref="Interpolation.Bilinear"/>.</value>
    public Interpolation Interpolation { get; init; } = Interpolation.Bilinear;

    internal override void Validate()
    {
        Check(Enum.IsDefined(FillMode), nameof(FillMode), FillMode, "one of the enum's values");
        Check(Enum.IsDefined(Interpolation), nameof(Interpolation), Interpolation, "one of the enum's values");
        Check(double.IsFinite(FillValue), nameof(FillValue), FillValue, "a finite number");
    }

    internal override string? Misfit(Shape image) => image.IsImage ? null : $"it moves pixels, but {image} is no image of height, width and channels";
}

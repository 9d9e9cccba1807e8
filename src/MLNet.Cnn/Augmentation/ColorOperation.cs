namespace MLNet.Cnn;

/// <summary>A random change of the values of pixels. A definition only.</summary>
public abstract record ColorOperation : AugmentationOperation
{
    private protected ColorOperation()
    {
    }

    /// <summary>The values that pixels may have; results are kept within.</summary>
    /// <value>
    /// Default: <see langword="null"/>, taken from the training images: 0–1 if all pixels lie there, else 0–255 if all lie there, else from the lowest
    /// to the highest. (Keras' default is 0–255.)
    /// </value>
    public PixelRange? ValueRange { get; init; }

    internal override void Validate() =>
        Check(ValueRange is null or { IsValid: true }, nameof(ValueRange), ValueRange, "two finite numbers, the lower one first");
}

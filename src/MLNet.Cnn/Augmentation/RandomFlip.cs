namespace MLNet.Cnn;

/// <summary>Flips every second image, by chance.</summary>
/// <remarks>
/// Source: <c>keras.layers.RandomFlip</c>. Keras' <c>horizontal_and_vertical</c> flips an image in both directions or in none; here each direction has a draw of its own.
/// </remarks>
public sealed record RandomFlip : GeometricOperation
{
    /// <summary>Makes the operation.</summary>
    /// <param name="mode">The direction. Default: <see cref="FlipMode.HorizontalAndVertical"/>, Keras' default; most photos want <see cref="FlipMode.Horizontal"/>.</param>
    public RandomFlip(FlipMode mode = FlipMode.HorizontalAndVertical) => Mode = mode;

    /// <summary>The direction.</summary>
    /// <value>Default: <see cref="FlipMode.HorizontalAndVertical"/>.</value>
    public FlipMode Mode { get; init; }

    /// <summary>Whether chance decides for the first epoch alone, and from then on each image is flipped in every second epoch.</summary>
    /// <remarks>So every image is seen in both forms in any two epochs, while by chance half of the images would look the same twice. Source: Jordan, "94% on CIFAR-10 in 3.29 seconds
    /// on a single GPU" (2024), section 3.6. With <see cref="FlipMode.HorizontalAndVertical"/> both directions change with each epoch.</remarks>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Alternating { get; init; }

    internal override void Validate()
    {
        base.Validate();
        Check(Enum.IsDefined(Mode), nameof(Mode), Mode, "one of the enum's values");
    }
}

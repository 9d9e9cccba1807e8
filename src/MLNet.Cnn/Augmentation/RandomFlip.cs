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

    internal override void Validate()
    {
        base.Validate();
        Check(Enum.IsDefined(Mode), nameof(Mode), Mode, "one of the enum's values");
    }
}

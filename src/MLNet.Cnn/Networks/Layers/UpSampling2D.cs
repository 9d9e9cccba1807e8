namespace MLNet.Cnn;

/// <summary>The image enlarged by whole numbers.</summary>
/// <remarks>Shapes: (height, width, channels) to (height x <c>Size.Height</c>, width x <c>Size.Width</c>, channels). Source: <c>keras.layers.UpSampling2D</c>.</remarks>
public sealed record UpSampling2D : Layer
{
    /// <summary>Makes an enlargement.</summary>
    /// <param name="size">The factors of height and width. Default: 2x2.</param>
    /// <param name="interpolation">How pixels are found. Default: <see cref="Interpolation.Nearest"/>, which repeats them.</param>
    public UpSampling2D(Size2D? size = null, Interpolation interpolation = Interpolation.Nearest)
    {
        Size = size ?? 2;
        Interpolation = interpolation;
    }

    /// <summary>The factors of height and width.</summary>
    /// <value>Default: 2x2. At least 1.</value>
    public Size2D Size { get; init; }

    /// <summary>How pixels are found.</summary>
    /// <value>Default: <see cref="Interpolation.Nearest"/>.</value>
    public Interpolation Interpolation { get; init; }

    internal override LayerTraits Traits => LayerTraits.KeepsImage | (Interpolation == Interpolation.Nearest ? LayerTraits.None : LayerTraits.NeedsDigits);

    internal override Shape InferShape(LayerInputs inputs)
    {
        var input = inputs.SingleImage;
        inputs.Require(Size.IsPositive, $"Size is {Size}, but both factors must be at least 1.");
        return new Shape(checked(input.Height * Size.Height), checked(input.Width * Size.Width), input.Channels);
    }
}

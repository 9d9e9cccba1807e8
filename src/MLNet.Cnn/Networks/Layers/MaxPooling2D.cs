namespace MLNet.Cnn;

/// <summary>The largest value of each window, channel by channel.</summary>
/// <remarks>Shapes: (height, width, channels) to (output height, output width, channels). Source: <c>keras.layers.MaxPooling2D</c>.</remarks>
public sealed record MaxPooling2D : Pooling2D
{
    /// <summary>Makes a max pooling.</summary>
    /// <param name="poolSize">Height and width of the window, in pixels. Default: 2x2.</param>
    /// <param name="strides">Steps of the window. Default: <paramref name="poolSize"/>.</param>
    public MaxPooling2D(Size2D? poolSize = null, Size2D? strides = null)
        : base(poolSize, strides)
    {
    }

    internal override LayerTraits Traits => LayerTraits.RemembersPlaces;
}

namespace MLNet.Cnn;

/// <summary>What the global poolings have in common: one number per channel out of the whole image.</summary>
public abstract record GlobalPooling2D : Layer
{
    private protected GlobalPooling2D()
    {
    }

    internal override LayerReach Reach => LayerReach.All;

    internal override Shape InferShape(LayerInputs inputs) => new(inputs.SingleImage.Channels);
}

/// <summary>The mean of each channel over the whole image.</summary>
/// <remarks>Shapes: (height, width, channels) to (channels). Source: <c>keras.layers.GlobalAveragePooling2D</c>.</remarks>
public sealed record GlobalAveragePooling2D : GlobalPooling2D;

/// <summary>The largest value of each channel over the whole image.</summary>
/// <remarks>Shapes: (height, width, channels) to (channels). Source: <c>keras.layers.GlobalMaxPooling2D</c>.</remarks>
public sealed record GlobalMaxPooling2D : GlobalPooling2D;

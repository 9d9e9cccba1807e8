namespace MLNet.Cnn;

/// <summary>The mean of each channel over the whole image.</summary>
/// <remarks>Shapes: (height, width, channels) to (channels). Source: <c>keras.layers.GlobalAveragePooling2D</c>.</remarks>
public sealed record GlobalAveragePooling2D : GlobalPooling2D;

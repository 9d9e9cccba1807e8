namespace MLNet.Cnn;

/// <summary>The largest value of each channel over the whole image.</summary>
/// <remarks>Shapes: (height, width, channels) to (channels). Source: <c>keras.layers.GlobalMaxPooling2D</c>.</remarks>
public sealed record GlobalMaxPooling2D : GlobalPooling2D;

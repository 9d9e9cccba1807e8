namespace MLNet.Cnn;

/// <summary>Whether images are read with their colors. Keras: <c>color_mode</c>.</summary>
public enum ColorMode
{
    /// <summary>Three channels: red, green, blue.</summary>
    Rgb,

    /// <summary>One channel: 0.3 red + 0.59 green + 0.11 blue, as ML.NET's <c>ConvertToGrayscale</c>.</summary>
    Grayscale,
}

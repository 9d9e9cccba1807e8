namespace MLNet.Cnn;

/// <summary>The order of an image's values inside a vector column.</summary>
public enum ImageLayout
{
    /// <summary>(height, width, channels): all channels of a pixel side by side, as Keras has them and <c>ExtractPixels(interleavePixelColors: true)</c> writes them.</summary>
    Interleaved,

    /// <summary>(channels, height, width): one channel behind the other, as <c>ExtractPixels</c> writes them by default.</summary>
    Planar,
}

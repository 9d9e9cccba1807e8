namespace MLNet.Cnn;

/// <summary>What stands beyond the borders of an image that is moved, turned or padded.</summary>
/// <remarks>Source: the <c>fill_mode</c> of <c>keras.layers.RandomRotation</c> and its kin.</remarks>
public enum FillMode
{
    /// <summary>One value everywhere: <c>(k k k | a b c d | k k k)</c>.</summary>
    Constant,

    /// <summary>The nearest pixel: <c>(a a a | a b c d | d d d)</c>.</summary>
    Nearest,

    /// <summary>The image, mirrored at its border: <c>(c b a | a b c d | d c b)</c>.</summary>
    Reflect,

    /// <summary>The image again, as tiles: <c>(b c d | a b c d | a b c)</c>.</summary>
    Wrap,
}

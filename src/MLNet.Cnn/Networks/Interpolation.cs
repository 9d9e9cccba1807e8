namespace MLNet.Cnn;

/// <summary>How an image of another size gets its pixels.</summary>
public enum Interpolation
{
    /// <summary>Each pixel is the nearest one of the original.</summary>
    Nearest,

    /// <summary>Each pixel is a weighted mean of its two neighbours along each direction.</summary>
    Bilinear,
}

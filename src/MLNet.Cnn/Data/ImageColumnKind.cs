namespace MLNet.Cnn;

/// <summary>What an image column holds.</summary>
public enum ImageColumnKind
{
    /// <summary>Vectors of pixels, of one size.</summary>
    Pixels,

    /// <summary>Paths of image files, as text.</summary>
    Path,

    /// <summary>Decoded images of any size: ML.NET's <c>MLImage</c>.</summary>
    Image,

    /// <summary>The bytes of image files: vectors of Byte of varying size.</summary>
    Encoded,
}

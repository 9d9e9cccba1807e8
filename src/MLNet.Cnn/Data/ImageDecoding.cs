namespace MLNet.Cnn;

/// <summary>How encoded bytes become an image. A model keeps what it was trained with, so that it sees the same pixels in every later version.</summary>
public enum ImageDecoding
{
    /// <summary>As version 0.1.0: PNG files, and WebP files as Pillow writes them, are not turned by their EXIF orientation, and a JPEG at reduced scale may be moved by up to a pixel of the result.</summary>
    Version1,

    /// <summary>As version 0.2.0: JPEG, PNG and WebP are turned upright, and a JPEG is decoded at reduced scale only where that keeps every place.</summary>
    Version2,
}

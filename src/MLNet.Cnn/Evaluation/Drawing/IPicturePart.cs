using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>A part of a picture that knows how large it is.</summary>
internal interface IPicturePart
{
    /// <summary>In whole pixels.</summary>
    SKSizeI Size { get; }

    /// <summary>Draws it.</summary>
    /// <param name="pen">What draws.</param>
    /// <param name="at">Its upper left corner.</param>
    void Draw(Pen pen, SKPointI at);
}

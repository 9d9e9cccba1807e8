using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>An image in a grid.</summary>
/// <param name="Size">Its size on the picture, in pixels.</param>
/// <param name="Caption">What stands below it.</param>
/// <param name="Draw">Makes its pixels.</param>
internal sealed record GridCell(SKSizeI Size, string Caption, Func<SKBitmap> Draw);

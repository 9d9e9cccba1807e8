using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Parts side by side.</summary>
internal sealed class PartRow(int gap, params IReadOnlyList<IPicturePart> parts) : IPicturePart
{
    /// <inheritdoc/>
    public SKSizeI Size { get; } = new(parts.Sum(part => part.Size.Width) + gap * (parts.Count - 1), parts.Max(part => part.Size.Height));

    /// <inheritdoc/>
    public void Draw(Pen pen, SKPointI at)
    {
        foreach (var part in parts)
        {
            part.Draw(pen, at);
            at.X += part.Size.Width + gap;
        }
    }
}

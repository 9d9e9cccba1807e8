using Spectre.Console;
using Spectre.Console.Rendering;

namespace MLNet.Cnn.Samples;

/// <summary>A bar of a fixed width. Its two parts differ in shape, so that it can be read without colors.</summary>
internal static class ProgressBar
{
    /// <summary>Draws a bar.</summary>
    /// <param name="share">How much of it is full, between 0 and 1.</param>
    /// <param name="width">Its width.</param>
    /// <param name="style">The style of the full part.</param>
    /// <param name="unicode">Whether the terminal shows more than ASCII.</param>
    public static IRenderable Draw(double share, int width, Style style, bool unicode)
    {
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * width);
        var bar = new Paragraph();
        bar.Append(new string(unicode ? '━' : '#', full), style);
        bar.Append(new string(unicode ? '─' : '-', width - full), Look.Quiet);
        return bar;
    }
}

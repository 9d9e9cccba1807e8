using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>The colors of all pictures. Those of data can be told apart by readers who see few colors.</summary>
/// <remarks>Source: Okabe and Ito, Color Universal Design, 2008; without its yellow, which is too light for lines on white.</remarks>
internal static class Palette
{
    public static SKColor Background { get; } = new(0xFF, 0xFF, 0xFF);

    /// <summary>Titles and labels.</summary>
    public static SKColor Text { get; } = new(0x22, 0x22, 0x22);

    /// <summary>Numbers on axes, remarks.</summary>
    public static SKColor QuietText { get; } = new(0x55, 0x55, 0x55);

    /// <summary>Axes and frames.</summary>
    public static SKColor Frame { get; } = new(0xB0, 0xB0, 0xB0);

    /// <summary>Lines behind data.</summary>
    public static SKColor Grid { get; } = new(0xE8, 0xE8, 0xE8);

    public static SKColor Blue { get; } = new(0x00, 0x72, 0xB2);

    public static SKColor Vermilion { get; } = new(0xD5, 0x5E, 0x00);

    /// <summary>What is no number.</summary>
    public static SKColor NotANumber { get; } = new(0xCC, 0x79, 0xA7);

    private static readonly SKColor[] Series =
        [Blue, Vermilion, new(0x00, 0x9E, 0x73), new(0xCC, 0x79, 0xA7), new(0xE6, 0x9F, 0x00), new(0x56, 0xB4, 0xE9), new(0x00, 0x00, 0x00)];

    /// <summary>The color of a series, counted from 0; they come again after the seventh.</summary>
    public static SKColor OfSeries(int index) => Series[index % Series.Length];
}

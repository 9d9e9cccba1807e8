using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Colors for numbers: from the first at 0 to the last at 1, evenly mixed between neighbors.</summary>
internal sealed class ColorMap(params IReadOnlyList<SKColor> colors)
{
    /// <summary>From black to white.</summary>
    public static ColorMap Gray { get; } = new(SKColors.Black, SKColors.White);

    /// <summary>From dark violet over green to yellow, ever lighter, so that it can also be read without colors.</summary>
    /// <remarks>Source: ten colors of viridis (Smith and van der Walt, 2015, in the public domain).</remarks>
    public static ColorMap Sequential { get; } = new(
        new(0x44, 0x01, 0x54), new(0x48, 0x28, 0x78), new(0x3E, 0x4A, 0x89), new(0x31, 0x68, 0x8E), new(0x26, 0x82, 0x8E),
        new(0x1F, 0x9E, 0x89), new(0x35, 0xB7, 0x79), new(0x6D, 0xCD, 0x59), new(0xB4, 0xDE, 0x2C), new(0xFD, 0xE7, 0x25));

    /// <summary>From blue over white in the middle to vermilion, for numbers below and above zero.</summary>
    public static ColorMap Diverging { get; } = new(new(0x00, 0x3F, 0x66), Palette.Blue, new(0xF7, 0xF7, 0xF7), Palette.Vermilion, new(0x7A, 0x32, 0x00));

    /// <summary>The color of a share between 0 and 1; what is no number has a color of its own.</summary>
    public SKColor At(double share)
    {
        if (double.IsNaN(share))
            return Palette.NotANumber;
        double place = share * (colors.Count - 1);
        int below = Math.Min((int)place, colors.Count - 2);
        return Mix(colors[below], colors[below + 1], place - below);
    }

    /// <summary>A color between two: 0 gives the first, 1 the second.</summary>
    public static SKColor Mix(SKColor first, SKColor second, double share)
    {
        return new(Between(first.Red, second.Red), Between(first.Green, second.Green), Between(first.Blue, second.Blue));

        byte Between(byte from, byte to) => (byte)Math.Round(from + share * (to - from));
    }
}

using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>The values that pixels may have, from black to white: <c>(0, 255)</c> or <c>(0, 1)</c>.</summary>
/// <param name="Lowest">The lowest value.</param>
/// <param name="Highest">The highest value.</param>
public readonly record struct PixelRange(double Lowest, double Highest)
{
    /// <summary>From the lowest to the highest value.</summary>
    public static implicit operator PixelRange((double Lowest, double Highest) range) => new(range.Lowest, range.Highest);

    internal bool IsValid => double.IsFinite(Lowest) && double.IsFinite(Highest) && Lowest < Highest;

    internal double Width => Highest - Lowest;

    /// <summary>What pixels between two values usually mean: 0 to 1 or 0 to 255 where they lie there, else what they are.</summary>
    internal static PixelRange Of(double lowest, double highest) => (lowest, highest) switch
    {
        ( >= 0, <= 1) => new(0, 1),
        ( >= 0, <= 255) => new(0, 255),
        _ => new(lowest, highest),
    };

    /// <summary>0 at the lowest value and 255 at the highest.</summary>
    internal float ToLevel(float pixel) => (float)((pixel - Lowest) * (255 / Width));

    internal float FromLevel(float level) => (float)(level * (Width / 255) + Lowest);

    /// <summary>Keeps pixels within.</summary>
    internal void Limit(Span<float> pixels)
    {
        TensorPrimitives.Max(pixels, (float)Lowest, pixels);
        TensorPrimitives.Min(pixels, (float)Highest, pixels);
    }

    /// <summary><c>(0, 255)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"({Lowest}, {Highest})");
}

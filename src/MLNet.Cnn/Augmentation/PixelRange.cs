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

    /// <summary><c>(0, 255)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"({Lowest}, {Highest})");
}

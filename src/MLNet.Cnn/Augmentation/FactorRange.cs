namespace MLNet.Cnn;

/// <summary>From where to where a factor is drawn, evenly: <c>(-0.2, 0.3)</c>.</summary>
/// <remarks>One number stands for the range from its opposite to itself: <c>0.1</c> is <c>(-0.1, 0.1)</c>. Where a factor cannot be negative, the range begins at 0, as in Keras.</remarks>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
public readonly record struct FactorRange(double Lower, double Upper)
{
    /// <summary>From the opposite of a number to the number.</summary>
    public static implicit operator FactorRange(double factor) => new(0 - Math.Abs(factor), Math.Abs(factor));

    /// <summary>From one number to another.</summary>
    public static implicit operator FactorRange((double Lower, double Upper) range) => new(range.Lower, range.Upper);

    /// <summary>The range without what is below 0.</summary>
    internal FactorRange NotNegative => this with { Lower = Math.Max(0, Lower) };

    /// <summary>The largest distance from 0.</summary>
    internal double Magnitude => Math.Max(Math.Abs(Lower), Math.Abs(Upper));

    internal bool IsWithin(double lowest, double highest) => Lower >= lowest && Upper <= highest && Lower <= Upper;

    internal double Draw(ref KeyedRandom random) => Lower + (Upper - Lower) * random.NextDouble();

    /// <summary><c>(-0.1, 0.1)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"({Lower}, {Upper})");
}

namespace MLNet.Cnn;

/// <summary>Numbers between two bounds, all equally likely, or with <see cref="IsLogarithmic"/> all orders of magnitude.</summary>
public sealed record NumberRange : SearchDimension<double>
{
    /// <summary>Makes a range.</summary>
    /// <param name="name">Its name in tables.</param>
    /// <param name="from">The smallest number.</param>
    /// <param name="to">The largest number; above the smallest.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not finite, or not in order.</exception>
    public NumberRange(string name, double from, double to)
        : base(name)
    {
        if (!double.IsFinite(from) || !double.IsFinite(to) || from >= to)
            throw new ArgumentOutOfRangeException(nameof(to), FormattableString.Invariant($"The range '{name}' is {from} to {to}, but it must have finite bounds, the smaller one first."));
        (From, To) = (from, to);
    }

    /// <summary>Numbers of which all orders of magnitude are equally likely: for learning rates and weight decays.</summary>
    /// <param name="name">Its name in tables.</param>
    /// <param name="from">The smallest number; above 0.</param>
    /// <param name="to">The largest number; above the smallest.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not finite, not above 0, or not in order.</exception>
    public static NumberRange Logarithmic(string name, double from, double to) => from > 0
        ? new NumberRange(name, from, to) { IsLogarithmic = true }
        : throw new ArgumentOutOfRangeException(nameof(from), FormattableString.Invariant($"The range '{name}' begins with {from}, but a logarithmic one must begin above 0."));

    /// <summary>The smallest number.</summary>
    public double From { get; }

    /// <summary>The largest number.</summary>
    public double To { get; }

    /// <summary>Whether all orders of magnitude are equally likely.</summary>
    /// <value>Default: <see langword="false"/>, all numbers are.</value>
    public bool IsLogarithmic { get; private init; }

    internal override int? Count => null;

    internal override double At(double place) => IsLogarithmic
        ? From * Math.Pow(To / From, place)
        : From + (To - From) * place;

    internal override string Describe() => FormattableString.Invariant($"{Name}: {(IsLogarithmic ? "logarithmic " : "")}{From:R} to {To:R}");
}

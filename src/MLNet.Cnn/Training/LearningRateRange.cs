namespace MLNet.Cnn;

/// <summary>The rates that a range test goes through, each a step higher by the same factor. A definition.</summary>
/// <remarks>Source: Smith, "Cyclical learning rates for training neural networks" (2017); the defaults are those of fastai's <c>lr_find</c>.</remarks>
public sealed record LearningRateRange
{
    /// <summary>The first rate.</summary>
    /// <value>Default: 1e-7. Above 0.</value>
    public double Start { get; init; } = 1e-7;

    /// <summary>The last rate, unless the loss explodes before.</summary>
    /// <value>Default: 10. Above <see cref="Start"/>.</value>
    public double End { get; init; } = 10;

    /// <summary>The number of steps.</summary>
    /// <value>Default: 100. Range: 20 to 100,000.</value>
    public int Steps { get; init; } = 100;

    internal void Validate()
    {
        RunControlRange.Check(Start > 0 && double.IsFinite(Start), this, nameof(Start), Start, "a finite number above 0");
        RunControlRange.Check(End > Start && double.IsFinite(End), this, nameof(End), End, "a finite number above Start");
        RunControlRange.Check(Steps is >= 20 and <= 100_000, this, nameof(Steps), Steps, "between 20 and 100,000");
    }
}

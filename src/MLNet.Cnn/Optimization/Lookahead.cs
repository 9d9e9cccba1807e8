namespace MLNet.Cnn;

/// <summary>Slow weights, which every few steps go a part of the way to the weights that the optimizer changes, and from which these then go on.</summary>
/// <remarks>
/// When training ends, the slow weights are what it leaves. Source: Zhang, Lucas, Hinton and Ba, "Lookahead Optimizer: k steps forward, 1 step back" (2019), whose numbers are the
/// defaults; the share that grows while training goes on is that of Jordan, "94% on CIFAR-10 in 3.29 seconds on a single GPU" (2024), section 3.4.
/// </remarks>
public sealed record Lookahead
{
    /// <summary>After how many steps each the slow weights move.</summary>
    /// <value>Default: 5. At least 1.</value>
    public int Period { get; init; } = 5;

    /// <summary>How much of the slow weights is kept when they move; with <see cref="Power"/>, at the end of training.</summary>
    /// <value>Default: 0.5. Range: 0 and above, below 1.</value>
    public double Kept { get; init; } = 0.5;

    /// <summary>How late in training so much is kept: <c>Kept (step / steps)^Power</c>.</summary>
    /// <value>Default: 0, the same at every step. At least 0.</value>
    public double Power { get; init; }

    /// <summary>Whether the slow weights move behind a step: every few steps, and behind the last one.</summary>
    /// <param name="step">The step, counted from 1.</param>
    /// <param name="progress">The share of all steps that are taken with it.</param>
    public bool MovesAt(long step, double progress) => step % Period == 0 || progress >= 1;

    /// <summary>How much of the slow weights is kept behind a step.</summary>
    /// <param name="progress">The share of all steps that are taken with it.</param>
    public double KeptAt(double progress) => Kept * Math.Pow(progress, Power);
}

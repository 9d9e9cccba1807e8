namespace MLNet.Cnn;

/// <summary>How the learning rate changes from step to step. A definition: the rate is a function of the step alone.</summary>
/// <remarks>A schedule gives factors of <see cref="Optimizer.LearningRate"/>, so it goes with any optimizer and any rate.</remarks>
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>The rate, and perhaps the momentum, of one step.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <param name="totalSteps">The steps of the whole training; at least 1.</param>
    public abstract ScheduledRate At(long step, long totalSteps);

    internal virtual void Validate()
    {
    }

    private protected void Check(bool valid, string setting, double value, string expected)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(setting, FormattableString.Invariant($"{GetType().Name}.{setting} is {value}, but it must be {expected}."));
    }
}

/// <summary>What a schedule says for one step.</summary>
/// <param name="Factor">The factor of the optimizer's learning rate.</param>
/// <param name="Momentum">The momentum (Adam: the first beta), or <see langword="null"/> to leave the optimizer's own.</param>
public readonly record struct ScheduledRate(double Factor, double? Momentum = null);

/// <summary>The same learning rate at every step: what Keras does without a schedule.</summary>
public sealed record ConstantRate : LearningRateSchedule
{
    /// <inheritdoc/>
    public override ScheduledRate At(long step, long totalSteps) => new(1);
}

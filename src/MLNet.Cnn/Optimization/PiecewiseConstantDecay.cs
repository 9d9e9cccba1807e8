namespace MLNet.Cnn;

/// <summary>The rate changes at given steps and is constant between them.</summary>
/// <remarks>Factors of the optimizer's learning rate. Source: <c>keras.optimizers.schedules.PiecewiseConstantDecay</c>.</remarks>
/// <param name="Boundaries">The last steps of the pieces but one, in rising order.</param>
/// <param name="Factors">The factor of each piece: one more than boundaries.</param>
public sealed record PiecewiseConstantDecay(ValueList Boundaries, ValueList Factors) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override ScheduledRate At(long step, long totalSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        int piece = Boundaries.TakeWhile(boundary => step > boundary).Count();
        return new(Factors[piece]);
    }

    internal override void Validate()
    {
        Check(Factors.Count == Boundaries.Count + 1, nameof(Factors), Factors.Count, "one more than the boundaries in number");
        Check(Boundaries.Zip(Boundaries.Skip(1)).All(pair => pair.First < pair.Second), nameof(Boundaries), Boundaries.Count, "numbers in rising order");
        Check(Factors.All(factor => factor >= 0 && float.IsFinite(factor)), nameof(Factors), Factors.Min(), "finite and at least 0");
    }
}

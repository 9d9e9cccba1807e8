namespace MLNet.Cnn;

/// <summary>What each step of a training is given: a function of the step and of plateaus so far.</summary>
internal sealed class StepPlan(TrainingSettings settings, RunningPlateau? plateau)
{
    /// <summary>The last batch of an epoch may be smaller.</summary>
    public long StepsPerEpoch { get; } = (settings.Train.Count + settings.BatchSize - 1) / settings.BatchSize;

    /// <summary>Rate, momentum and random key.</summary>
    /// <param name="step">The step, counted from 0.</param>
    public StepSettings At(long step)
    {
        long steps = StepsPerEpoch * settings.Epochs;
        var scheduled = settings.Schedule.At(step, steps);
        double rate = settings.Optimizer.LearningRate * scheduled.Factor;
        ulong key = new KeyedRandom(settings.Seed, RandomPurpose.Step, step).NextBits();
        return new StepSettings(plateau?.Lower(rate) ?? rate, scheduled.Momentum, key, (step + 1.0) / steps);
    }
}

namespace MLNet.Cnn;

/// <summary>Running <see cref="FineTuning"/>: each step is a training of its own, which begins with the weights that the one before it gave.</summary>
/// <remarks>So each step also has checkpoints of its own: a finished one gives its weights at once, an unfinished one goes on.</remarks>
/// <param name="plan">The steps.</param>
/// <param name="settings">The training, with all layers that may be trained at all.</param>
internal sealed class FineTuningRun(FineTuning plan, TrainingSettings settings)
{
    private readonly List<EpochReport> _reports = [];

    /// <summary>The folder that the checkpoints of a step stand in.</summary>
    /// <param name="folder">That of the whole training.</param>
    /// <param name="number">The step, counted from 1.</param>
    public static string FolderOf(string folder, int number) => Path.Combine(folder, FormattableString.Invariant($"step-{number}"));

    /// <summary>The network of each step, with the layers frozen that it does not train.</summary>
    /// <exception cref="ArgumentException">A pattern fits no layer, or a step trains nothing.</exception>
    public static IReadOnlyList<Network> NetworksOf(FineTuning plan, Network network) => [.. plan.Steps.Select((step, index) => Unfrozen(network, step, index + 1))];

    public TrainingOutcome Run()
    {
        var networks = NetworksOf(plan, settings.Network);
        var weights = settings.InitialWeights;
        long start = settings.Clock.GetTimestamp();
        TrainingOutcome? outcome = null;
        int number = 0;
        do
        {
            var network = networks[number];
            var first = new NetworkWeights(network, weights);
            int firstEpoch = outcome?.BestEpoch ?? _reports.Count;
            outcome = Train(plan.Steps[number], ++number, network, first, settings.Clock.GetElapsedTime(start));
            if (outcome.End.IsInterruption() && firstEpoch > 0 && !IsBetter(outcome.BestEpoch, firstEpoch))
                outcome = outcome with { Weights = first, BestEpoch = firstEpoch };
            weights = outcome.Weights;
            // Within a step its trainer asks; between two of them nobody else would.
            if (number < plan.Steps.Count && !outcome.End.IsInterruption() && (settings.RestsAfter?.Invoke(_reports) ?? false))
                outcome = outcome with { End = TrainingEnd.StopRequested };
        }
        while (number < plan.Steps.Count && !outcome.End.IsInterruption());
        return outcome with { Reports = _reports };
    }

    /// <summary>Whether a step that was interrupted has come further than where it began; without validation images nobody knows, and its last weights are taken.</summary>
    private bool IsBetter(int? epoch, int first)
    {
        var monitor = BestWeights.RuleOf(settings.EarlyStopping).Monitor;
        return _reports[first - 1].Of(monitor) is not { } value
            || (epoch is { } best && _reports[best - 1].Of(monitor) is { } reached && monitor.IsImprovement(reached, value, 0));
    }

    private TrainingOutcome Train(FineTuningStep step, int number, Network network, NetworkWeights weights, TimeSpan spent)
    {
        settings.Log(FormattableString.Invariant(
            $"Fine-tuning, step {number} of {plan.Steps.Count}: {network.TrainableParameterCount:N0} of {network.ParameterCount:N0} parameters are trained for {Counted.Of(step.Epochs, "epoch")}."));
        int before = _reports.Count;
        var elapsedBefore = before == 0 ? TimeSpan.Zero : _reports[^1].Elapsed;
        var outcome = Trainer.Run(settings with
        {
            Network = network,
            InitialWeights = weights,
            // The first step keeps the seed, which is how a training without one finds it again.
            Seed = number == 1 ? settings.Seed : new KeyedRandom(settings.Seed, RandomPurpose.FineTuning, number).NextBits(),
            FollowsAnother = number > 1,
            Epochs = step.Epochs,
            Optimizer = settings.Optimizer with { LearningRate = settings.Optimizer.LearningRate * step.LearningRateFactor },
            Checkpoints = settings.Checkpoints is { } checkpoints ? checkpoints with { Folder = FolderOf(checkpoints.Folder, number) } : null,
            MaxTrainingTime = settings.MaxTrainingTime == TimeSpan.MaxValue ? TimeSpan.MaxValue : settings.MaxTrainingTime - spent,
            Progress = report => settings.Progress?.Invoke(Whole(report)),
            RestsAfter = settings.RestsAfter is { } rests ? reports => rests([.. _reports, .. reports.Select(Whole)]) : null,
        });
        _reports.AddRange(outcome.Reports.Select(Whole));
        return outcome with { BestEpoch = outcome.BestEpoch + before };

        // What a step calls its first epoch is a later one of the whole training.
        EpochReport Whole(EpochReport report)
        {
            var elapsed = elapsedBefore + report.Elapsed;
            int epoch = before + report.Epoch;
            return report with { Epoch = epoch, Epochs = plan.Epochs, Elapsed = elapsed, TimeLeft = elapsed / epoch * (plan.Epochs - epoch) };
        }
    }

    private static Network Unfrozen(Network whole, FineTuningStep step, int number)
    {
        string option = FormattableString.Invariant($"CnnOptions.FineTuning, step {number}");
        var trained = LayerPatterns.Match(whole, step.Layers, option);
        var network = whole.Freeze(whole.Layers.Select(layer => layer.Name).Where(name => !trained.Contains(name)).ToHashSet());
        return network.TrainableParameterCount > 0
            ? network
            : throw new ArgumentException($"{option}: none of the layers {string.Join(", ", step.Layers)} of the network '{network.Name}' has weights that can be trained: nothing would be learned.");
    }
}

namespace MLNet.Cnn;

/// <summary>A running optimizer: the memory of one fit and the operations that use it.</summary>
internal sealed class GraphOptimizer : IDisposable
{
    private readonly GraphSession _session;
    private readonly Optimizer _definition;
    private readonly UpdateRule _rule;
    private readonly GraphVariable[][] _memory;
    private readonly GraphVariable[]? _accumulated;
    private readonly GraphAverage? _average;
    private readonly IReadOnlyList<GraphWeightGroup> _groups;
    private readonly GradientHook? _hook;
    private HookedGradients? _hooked;
    private nint _applyAccumulated;

    public GraphOptimizer(GraphSession session, EngineSettings settings, IReadOnlyList<GraphVariable> weights, IReadOnlyDictionary<string, WeightRule> rules)
    {
        var definition = settings.Optimizer!;
        (_session, _definition, _hook, Weights) = (session, definition, settings.GradientHook, weights);
        _rule = UpdateRule.Of(definition);
        _memory = [.. _rule.Slots.Select(name => Make(name, _rule.FirstValue))];
        _accumulated = definition.GradientAccumulationSteps > 1 ? Make("accumulated", 0) : null;
        _average = definition.EmaMomentum is null && definition.Lookahead is null ? null : new GraphAverage(session, definition, weights, Make("average", 0));
        _groups = [.. weights.Select((weight, index) => (Rule: rules[weight.Path], index)).GroupBy(pair => pair.Rule, pair => pair.index)
            .Select(group => new GraphWeightGroup(session.Graph, group.Key, [.. group], _rule.NumberCount))];
    }

    /// <summary>The weights that are stepped.</summary>
    public IReadOnlyList<GraphVariable> Weights { get; }

    /// <summary>The memory, in the order of checkpoints: one variable for each weight under each name.</summary>
    public IEnumerable<GraphVariable> Slots => [.. _memory.SelectMany(slot => slot), .. _accumulated ?? [], .. _average?.Means ?? []];

    /// <summary>Builds what a step does with its gradients.</summary>
    public nint Receive(IReadOnlyList<Output> gradients)
    {
        if (_accumulated is null)
            return Apply(gradients);
        var graph = _session.Graph;
        var means = _accumulated.Select(sum => graph.Divide(sum.Value, graph.Number(_definition.GradientAccumulationSteps))).ToList();
        nint applied = Apply(means);
        using (graph.After(applied))
            _applyAccumulated = graph.Group(_accumulated.Select(sum => sum.Assign(graph.Unary("ZerosLike", sum.Value))));
        return graph.Group(_accumulated.Zip(gradients, (sum, gradient) => sum.Add(gradient)));
    }

    /// <summary>Runs forward and backward pass, and what follows of the step.</summary>
    /// <param name="feeds">What the passes must be given.</param>
    /// <param name="done">The operation that is done when they are.</param>
    /// <param name="settings">What changes from step to step.</param>
    /// <param name="step">The step, counted from 1.</param>
    public void Run(IReadOnlyList<(Output, TensorHandle)> feeds, nint done, StepSettings settings, long step)
    {
        int every = _definition.GradientAccumulationSteps;
        if (_accumulated is null)
        {
            RunUpdate([.. feeds, .. Numbers(settings, step)], done);
        }
        else
        {
            _session.Run(feeds, [], [done]);
            if (step % every == 0)
                RunUpdate([.. Numbers(settings, step / every)], _applyAccumulated);
        }
        _average?.Follow(settings, step);
    }

    public void Dispose() => _hooked?.Dispose();

    private void RunUpdate(IReadOnlyList<(Output, TensorHandle)> feeds, nint done)
    {
        if (_hooked is null)
            _session.Run(feeds, [], [done]);
        else
            _hooked.Run(() => _session.Run([.. feeds, _hooked.Feed], [], [done]));
    }

    private IEnumerable<(Output, TensorHandle)> Numbers(StepSettings settings, long update)
    {
        foreach (var group in _groups)
        {
            double rate = settings.LearningRate * group.Rule.RateFactor;
            if (group.Rule.WeightDecay > 0)
                yield return (group.Decay, TensorHandle.Scalar((float)(rate * group.Rule.WeightDecay)));
            foreach (var (place, value) in group.Numbers.Zip(_rule.Numbers(settings with { LearningRate = rate }, update)))
                yield return (place, TensorHandle.Scalar((float)value));
        }
    }

    /// <summary>The hook, then Keras' order: limits, weight decay, the rule.</summary>
    private nint Apply(IReadOnlyList<Output> gradients)
    {
        var graph = _session.Graph;
        if (_hook is not null)
        {
            _hooked = new HookedGradients(graph, _hook, gradients, [.. Weights.Select(weight => weight.Shape)]);
            gradients = _hooked.Results;
        }
        gradients = GraphGradientLimits.Apply(graph, _definition, gradients);
        // Weights change when nothing reads them any more: then they change in place.
        using (graph.After(graph.Group(gradients.Select(gradient => gradient.Operation))))
        {
            nint[] decayed = [.. _groups.Where(group => group.Rule.WeightDecay > 0).SelectMany(group =>
                group.Members.Select(i => Weights[i].Subtract(graph.Multiply(Weights[i].Value, group.Decay))))];
            using (graph.After(decayed))
            {
                return graph.Group(_groups.SelectMany(group => group.Members.SelectMany(i =>
                    _rule.Update(graph, Weights[i], gradients[i], [.. _memory.Select(slot => slot[i])], group.Numbers))).ToList());
            }
        }
    }

    private GraphVariable[] Make(string name, float value)
    {
        GraphVariable[] variables = [.. Weights.Select(weight => new GraphVariable(_session.Graph, $"{name}/{weight.Path}", weight.Shape))];
        _session.Write(variables, variables.Select(variable => (ReadOnlyMemory<float>)Enumerable.Repeat(value, variable.Shape.Size).ToArray()));
        return variables;
    }
}

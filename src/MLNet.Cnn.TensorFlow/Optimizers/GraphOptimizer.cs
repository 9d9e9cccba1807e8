namespace MLNet.Cnn;

/// <summary>A running optimizer: the memory of one fit and the operations that use it.</summary>
internal sealed class GraphOptimizer
{
    private readonly GraphSession _session;
    private readonly Optimizer _definition;
    private readonly IReadOnlyList<GraphVariable> _weights;
    private readonly UpdateRule _rule;
    private readonly GraphVariable[][] _memory;
    private readonly GraphVariable[]? _accumulated;
    private readonly GraphAverage? _average;
    private readonly Output[] _numbers;
    private readonly Output _decay;
    private nint _applyAccumulated;

    public GraphOptimizer(GraphSession session, Optimizer definition, IReadOnlyList<GraphVariable> weights)
    {
        (_session, _definition, _weights) = (session, definition, weights);
        if (definition.ParameterGroups.Count > 0 || definition.ExcludeFromWeightDecay.Count > 0)
            throw new NotSupportedException("The TensorFlow engine treats all weights alike: it knows neither ParameterGroups nor ExcludeFromWeightDecay. Leave them out, or use the TorchSharp engine.");
        _rule = UpdateRule.Of(definition);
        _memory = [.. _rule.Slots.Select(name => Make(name, _rule.FirstValue))];
        _accumulated = definition.GradientAccumulationSteps > 1 ? Make("accumulated", 0) : null;
        _average = definition.EmaMomentum is null && definition.Lookahead is null ? null : new GraphAverage(session, definition, weights, Make("average", 0));
        _numbers = [.. Enumerable.Range(0, _rule.NumberCount).Select(_ => session.Graph.Placeholder(DataType.Float))];
        _decay = session.Graph.Placeholder(DataType.Float);
    }

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

    /// <summary>What the run with the gradients must be given.</summary>
    public IEnumerable<(Output, TensorHandle)> Feeds(StepSettings settings, long step) => _accumulated is null ? Numbers(settings, step) : [];

    /// <summary>What follows the run with the gradients.</summary>
    public void Finish(StepSettings settings, long step)
    {
        int every = _definition.GradientAccumulationSteps;
        if (_accumulated is not null && step % every == 0)
            _session.Run([.. Numbers(settings, step / every)], [], [_applyAccumulated]);
        _average?.Follow(settings, step);
    }

    private IEnumerable<(Output, TensorHandle)> Numbers(StepSettings settings, long update)
    {
        if (_definition.WeightDecay > 0)
            yield return (_decay, TensorHandle.Scalar((float)(settings.LearningRate * _definition.WeightDecay)));
        foreach (var (place, value) in _numbers.Zip(_rule.Numbers(settings, update)))
            yield return (place, TensorHandle.Scalar((float)value));
    }

    /// <summary>Keras' order: limits, weight decay, the rule.</summary>
    private nint Apply(IReadOnlyList<Output> gradients)
    {
        var graph = _session.Graph;
        gradients = GraphGradientLimits.Apply(graph, _definition, gradients);
        // Weights change when nothing reads them any more: then they change in place.
        using (graph.After(graph.Group(gradients.Select(gradient => gradient.Operation))))
        {
            nint[] decayed = _definition.WeightDecay > 0
                ? [.. _weights.Select(weight => weight.Subtract(graph.Multiply(weight.Value, _decay)))]
                : [];
            using (graph.After(decayed))
            {
                return graph.Group(_weights.SelectMany((weight, i) =>
                    _rule.Update(graph, weight, gradients[i], [.. _memory.Select(slot => slot[i])], _numbers)).ToList());
            }
        }
    }

    private GraphVariable[] Make(string name, float value)
    {
        GraphVariable[] variables = [.. _weights.Select(weight => new GraphVariable(_session.Graph, $"{name}/{weight.Path}", weight.Shape))];
        _session.Write(variables, variables.Select(variable => (ReadOnlyMemory<float>)Enumerable.Repeat(value, variable.Shape.Size).ToArray()));
        return variables;
    }
}

namespace MLNet.Cnn;

/// <summary>Keras' moving average of the weights, which begins with the weights after the first update, or the slow weights of <see cref="Lookahead"/>, which begin with the first weights.</summary>
internal sealed class GraphAverage
{
    private readonly GraphSession _session;
    private readonly Optimizer _definition;
    private readonly Output _kept;
    private readonly nint _follow;
    private readonly nint _overwrite;

    public GraphAverage(GraphSession session, Optimizer definition, IReadOnlyList<GraphVariable> weights, IReadOnlyList<GraphVariable> means)
    {
        (_session, _definition, Means) = (session, definition, means);
        var graph = session.Graph;
        _kept = graph.Placeholder(DataType.Float);
        var taken = graph.Subtract(graph.Number(1), _kept);
        _follow = graph.Group(means.Zip(weights, (mean, weight) =>
            mean.Assign(graph.Add(graph.Multiply(mean.Value, _kept), graph.Multiply(weight.Value, taken)))).ToList());
        _overwrite = graph.Group(means.Zip(weights, (mean, weight) => weight.Assign(graph.Unary("DeepCopy", mean.Value))).ToList());
        Move(kept: 0, overwrite: false);
    }

    public IReadOnlyList<GraphVariable> Means { get; }

    /// <summary>What follows a step.</summary>
    /// <param name="settings">The step's settings.</param>
    /// <param name="step">The step, counted from 1.</param>
    public void Follow(StepSettings settings, long step)
    {
        if (_definition.Lookahead is { } lookahead)
        {
            if (lookahead.MovesAt(step, settings.Progress))
                Move(lookahead.KeptAt(settings.Progress), overwrite: true);
            return;
        }
        long updates = (step - 1) / _definition.GradientAccumulationSteps;
        Move(
            kept: updates == 0 ? 0 : _definition.EmaMomentum!.Value,
            overwrite: _definition.EmaOverwriteFrequency is { } frequency && (updates + 1) % frequency == 0);
    }

    private void Move(double kept, bool overwrite)
    {
        _session.Run([(_kept, TensorHandle.Scalar((float)kept))], [], [_follow]);
        if (overwrite)
            _session.Run([], [], [_overwrite]);
    }
}

namespace MLNet.Cnn;

/// <summary>Keras' moving average of the weights, which begins with the weights after the first update.</summary>
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
    }

    public IReadOnlyList<GraphVariable> Means { get; }

    /// <summary>Moves the average by one step.</summary>
    /// <param name="updates">Updates before this one.</param>
    public void Follow(long updates)
    {
        double kept = updates == 0 ? 0 : _definition.EmaMomentum!.Value;
        _session.Run([(_kept, TensorHandle.Scalar((float)kept))], [], [_follow]);
        if (_definition.EmaOverwriteFrequency is { } frequency && (updates + 1) % frequency == 0)
            _session.Run([], [], [_overwrite]);
    }
}

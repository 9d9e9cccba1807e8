namespace MLNet.Cnn;

/// <summary>One step of training as one run of the graph: forward, the caller's gradient by the outputs, backward, update of weights and moving statistics.</summary>
internal sealed class StepGraph
{
    private readonly ForwardGraph _forward;
    private readonly OutputSlopes _slopes;
    private readonly GraphOptimizer _optimizer;
    private readonly nint _done;

    public StepGraph(GraphSession session, ForwardGraph forward, OutputSlopes slopes, GraphOptimizer optimizer, Func<GraphVariable, bool> isUsed)
    {
        (_forward, _slopes, _optimizer) = (forward, slopes, optimizer);
        var (graph, weights) = (session.Graph, optimizer.Weights);
        var operations = new List<nint>(forward.Statistics) { slopes.Slope.Operation };
        if (weights.Count > 0)
        {
            operations.Add(optimizer.Receive(graph.GradientsOrZero(slopes.Values, slopes.Slope, [.. weights.Select(weight => (weight.Value, isUsed(weight)))])));
        }
        _done = graph.Group(operations);
    }

    /// <summary>Takes a step.</summary>
    /// <param name="images">The batch; disposed behind the run.</param>
    /// <param name="gradient">Gives the gradient by the outputs.</param>
    /// <param name="settings">What changes from step to step.</param>
    /// <param name="step">The step, counted from 1.</param>
    public void Run(TensorHandle images, OutputGradient gradient, StepSettings settings, long step)
    {
        _slopes.Run(gradient, () =>
        {
            _optimizer.Run(
                [(_forward.Images, images), (_forward.RandomKey, TensorHandle.Scalar(unchecked((long)settings.RandomKey))), _slopes.Feed],
                _done, settings, step);
            return 0;
        });
    }
}

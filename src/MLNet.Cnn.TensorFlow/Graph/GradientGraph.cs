namespace MLNet.Cnn;

/// <summary>The gradients of a function of the outputs as one run of the graph.</summary>
internal sealed class GradientGraph
{
    private readonly ForwardGraph _forward;
    private readonly OutputSlopes _slopes;
    private readonly Output[] _results;

    /// <param name="graph">The graph.</param>
    /// <param name="forward">The pass.</param>
    /// <param name="slopes">The pass' outputs and the gradient by them.</param>
    /// <param name="outputs">The outputs' layers.</param>
    /// <param name="sources">By what gradients are wanted, and whether the outputs depend on it.</param>
    public GradientGraph(GraphBuilder graph, ForwardGraph forward, OutputSlopes slopes, IReadOnlyList<int> outputs, IReadOnlyList<(Output Value, bool IsUsed)> sources)
    {
        (_forward, _slopes) = (forward, slopes);
        _results = [.. outputs.Select(layer => forward.Outputs[layer]), .. graph.GradientsOrZero(slopes.Values, slopes.Slope, sources)];
    }

    /// <summary>The outputs, and the gradient by each source.</summary>
    public float[][] Run(GraphSession session, TensorHandle images, OutputGradient gradient, ulong randomKey) => _slopes.Run(gradient, () => session.Run(
        [(_forward.Images, images), (_forward.RandomKey, TensorHandle.Scalar(unchecked((long)randomKey))), _slopes.Feed],
        _results, [.. _forward.Statistics]));
}

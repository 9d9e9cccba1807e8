namespace MLNet.Cnn;

/// <summary>The three ways to limit gradients (keras/src/optimizers/base_optimizer.py, <c>_clip_gradients</c>).</summary>
internal static class GraphGradientLimits
{
    public static IReadOnlyList<Output> Apply(GraphBuilder graph, Optimizer definition, IReadOnlyList<Output> gradients)
    {
        if (definition.ClipNorm is { } each)
            return [.. gradients.Select(gradient => graph.Multiply(gradient, Factor(graph, SumOfSquares(graph, gradient), each)))];
        if (definition.GlobalClipNorm is { } all)
        {
            var factor = Factor(graph, gradients.Select(gradient => SumOfSquares(graph, gradient)).Aggregate(graph.Add), all);
            return [.. gradients.Select(gradient => graph.Multiply(gradient, factor))];
        }
        return definition.ClipValue is { } value ? [.. gradients.Select(gradient => Between(graph, gradient, value))] : gradients;
    }

    /// <summary>limit / max(norm, limit).</summary>
    private static Output Factor(GraphBuilder graph, Output sumOfSquares, double limit) =>
        graph.Divide(graph.Number(limit), graph.Binary("Maximum", graph.Sqrt(sumOfSquares), graph.Number(limit)));

    private static Output SumOfSquares(GraphBuilder graph, Output gradient) =>
        graph.Reduce("Sum", graph.Reshape(graph.Square(gradient), -1), [0], keepDimensions: false);

    private static Output Between(GraphBuilder graph, Output x, double value) =>
        graph.Binary("Maximum", graph.Binary("Minimum", x, graph.Number(value)), graph.Number(-value));
}

namespace MLNet.Cnn;

/// <summary>The weights that share one rule, and the places of the numbers that a step gives them.</summary>
internal sealed class GraphWeightGroup(GraphBuilder graph, WeightRule rule, int[] members, int numbers)
{
    /// <summary>The rule.</summary>
    public WeightRule Rule => rule;

    /// <summary>The indices of the weights.</summary>
    public IReadOnlyList<int> Members => members;

    /// <summary>The rule's own numbers.</summary>
    public Output[] Numbers { get; } = [.. Enumerable.Range(0, numbers).Select(_ => graph.Placeholder(DataType.Float))];

    /// <summary>The share of a weight that goes in a step.</summary>
    public Output Decay { get; } = graph.Placeholder(DataType.Float);
}

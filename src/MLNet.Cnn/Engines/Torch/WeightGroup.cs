using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>The weights that share one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Members">Their indices, or <see langword="null"/> for all.</param>
internal sealed record WeightGroup(WeightRule Rule, int[]? Members)
{
    /// <summary>The weights by their rules.</summary>
    public static IReadOnlyList<WeightGroup> Of(IReadOnlyList<TorchWeight> weights)
    {
        var groups = weights.Select((weight, index) => (weight.Rule, index)).GroupBy(pair => pair.Rule, pair => pair.index).ToList();
        return [.. groups.Select(group => new WeightGroup(group.Key, groups.Count == 1 ? null : [.. group]))];
    }

    /// <summary>Of an array with one tensor for each weight those of the group.</summary>
    public Tensor[] Of(Tensor[] tensors) => Members is null ? tensors : [.. Members.Select(index => tensors[index])];
}

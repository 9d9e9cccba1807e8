namespace MLNet.Cnn;

/// <summary>What a training leaves.</summary>
internal static class FinalWeights
{
    private const string AveragePrefix = "average/";

    /// <summary>The weights, or their moving average where the optimizer keeps one: Keras puts it in their place when training ends.</summary>
    public static NetworkWeights Of(IEngineSession session, Network network)
    {
        var state = session.ReadState();
        var averages = state.OptimizerSlots
            .Where(slot => slot.Path.StartsWith(AveragePrefix, StringComparison.Ordinal))
            .ToDictionary(slot => slot.Path[AveragePrefix.Length..]);
        return averages.Count == 0
            ? state.Weights
            : new NetworkWeights(network, state.Weights.Select(weight => averages.TryGetValue(weight.Path, out var average) ? weight with { Values = average.Values } : weight));
    }

    public static bool AreFinite(WeightArray array)
    {
        foreach (float value in array.Values.Span)
        {
            if (!float.IsFinite(value))
                return false;
        }
        return true;
    }
}

namespace MLNet.Cnn;

/// <summary>How much memory a step needs, by arithmetic.</summary>
internal static class MemoryForecast
{
    /// <summary>The estimate without time.</summary>
    /// <param name="network">The network that is trained.</param>
    /// <param name="optimizer">Its optimizer.</param>
    /// <param name="images">How many images an epoch has.</param>
    /// <param name="batchSize">How many of them a step sees.</param>
    public static TrainingEstimate Of(Network network, Optimizer optimizer, int images, int batchSize)
    {
        long trainable = network.Layers.Sum(layer => layer.TrainableParameterCount);
        long batch = Math.Min(images, batchSize);
        return new TrainingEstimate(
            sizeof(float) * network.Layers.Sum(layer => layer.Weights.Sum(weight => (long)weight.Shape.Size)),
            sizeof(float) * trainable,
            sizeof(float) * trainable * optimizer.Slots,
            batch * ActivationBytes(network),
            images * network.Layers.Sum(layer => layer.MultiplyAdds));
    }

    /// <summary>Bytes of one image's outputs of all layers, and of the gradients by input and output of the layer where they are largest.</summary>
    private static long ActivationBytes(Network network)
    {
        bool[] inPlace = InPlaceRule.Of(network);
        long kept = network.Layers.Select((layer, index) => inPlace[index] ? 0 : KeptBytes(layer)).Sum();
        long gradients = network.Layers.Max(layer => sizeof(float) * ((long)layer.Shape.Size + layer.Inputs.Sum(input => (long)network.Layers[input].Shape.Size)));
        return kept + gradients;
    }

    private static long KeptBytes(NetworkLayer layer)
    {
        var traits = layer.Layer.Traits;
        long bytes = (traits.HasFlag(LayerTraits.KeepsNumbers) ? 0 : sizeof(float))
            + (traits.HasFlag(LayerTraits.RemembersPlaces) ? sizeof(long) : 0)
            + (traits.HasFlag(LayerTraits.RemembersFactors) ? sizeof(float) : 0);
        return bytes * layer.Shape.Size;
    }
}

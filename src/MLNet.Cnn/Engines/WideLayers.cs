namespace MLNet.Cnn;

/// <summary>Layers whose channels fill vector registers, which is where the kernels of newer instructions and of channels last are fast.</summary>
internal static class WideLayers
{
    /// <summary>Below this, vector registers are filled with zeros: LeNet5 with its 6 channels gains nothing.</summary>
    public const int FewestChannels = 8;

    /// <summary>Whether a layer has enough channels on both sides.</summary>
    public static bool AreEnough(int inputs, int outputs) => Math.Min(inputs, outputs) >= FewestChannels;

    /// <summary>The share of the multiplications of some layers that is in the wide ones among them; 0 where there are no multiplications.</summary>
    /// <param name="network">The network.</param>
    /// <param name="counts">Which layers.</param>
    /// <param name="isWide">Whether a layer is wide, by the channels of its input and of its output.</param>
    public static double ShareOfWork(Network network, Func<Layer, bool> counts, Func<int, int, bool> isWide)
    {
        var layers = network.Layers.Where(layer => layer.Inputs.Count > 0 && counts(layer.Layer)).ToList();
        double all = layers.Sum(layer => (double)layer.MultiplyAdds);
        double wide = layers.Where(layer => isWide(network.Layers[layer.Inputs[0]].Shape.Channels, layer.Shape.Channels)).Sum(layer => (double)layer.MultiplyAdds);
        return all == 0 ? 0 : wide / all;
    }
}

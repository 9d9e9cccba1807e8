namespace MLNet.Cnn;

/// <summary>Layers whose channels fill vector registers, which is where the kernels of newer instructions and of channels last are fast.</summary>
internal static class WideLayers
{
    /// <summary>Below this, vector registers are filled with zeros: LeNet5 with its 6 channels gains nothing.</summary>
    public const int FewestChannels = 8;

    /// <summary>The share of the multiplications of some layers that is in those with enough channels on both sides; 0 where there are no multiplications.</summary>
    /// <param name="network">The network.</param>
    /// <param name="counts">Which layers.</param>
    /// <param name="pixelsAreWide">Whether pixels do, however few their channels.</param>
    public static double ShareOfWork(Network network, Func<Layer, bool> counts, bool pixelsAreWide = false)
    {
        double all = 0, wide = 0;
        foreach (var layer in network.Layers.Where(layer => layer.Inputs.Count > 0 && counts(layer.Layer)))
        {
            int channels = network.Layers[layer.Inputs[0]].Shape.Channels;
            bool isWide = channels >= FewestChannels || (pixelsAreWide && channels == network.InputShape.Channels);
            all += layer.MultiplyAdds;
            wide += isWide && layer.Shape.Channels >= FewestChannels ? layer.MultiplyAdds : 0;
        }
        return all == 0 ? 0 : wide / all;
    }
}

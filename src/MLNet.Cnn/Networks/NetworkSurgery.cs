namespace MLNet.Cnn;

/// <summary>The changes that training makes to the front of a network before it runs: preprocessing.</summary>
internal static class NetworkSurgery
{
    /// <summary>The network with a preprocessing layer directly behind its input. Weights keep their paths.</summary>
    public static Network WithPreprocessing(this Network network, Layer preprocessing)
    {
        var symbols = network.ToSymbols(behindInput: preprocessing);
        var input = symbols[^1].InOrder()[0];
        return new Network(input, symbols[^1], network.Name);
    }

    /// <summary>The network with some layers that training does not change. Weights keep their paths.</summary>
    public static Network Freeze(this Network network, IReadOnlySet<string> layerNames)
    {
        var symbols = network.ToSymbols(layer => layerNames.Contains(layer.Name) ? layer.Layer with { Trainable = false } : layer.Layer);
        return new Network(symbols[0], symbols[^1], network.Name);
    }

    /// <summary>Whether the network brings its own preprocessing, behind the input or behind what only resizes and cuts the image.</summary>
    public static bool BeginsWithPreprocessing(this Network network) =>
        network.Layers.Any(layer => layer.Layer.Traits.HasFlag(LayerTraits.ScalesPixels) && network.HasPixels(layer.Inputs[0]));

    private static bool HasPixels(this Network network, int index) =>
        index == 0 || (network.Layers[index].Layer.Traits.HasFlag(LayerTraits.KeepsImage) && network.HasPixels(network.Layers[index].Inputs[0]));

    /// <summary>Whether a Normalization waits for the statistics of the training images.</summary>
    public static bool NeedsAdapting(this Network network) => network.Layers.Any(IsUnadapted);

    /// <summary>The network with those statistics filled in.</summary>
    /// <exception cref="ArgumentException">A Normalization without statistics does not stand directly behind the input.</exception>
    public static Network Adapt(this Network network, ValueList mean, ValueList variance)
    {
        var symbols = network.ToSymbols(layer => !IsUnadapted(layer) ? layer.Layer
            : layer.Inputs is [0] ? (Normalization)layer.Layer with { Mean = mean, Variance = variance }
            : throw new ArgumentException($"Layer '{layer.Name}' (Normalization): without Mean and Variance it must stand directly behind the input, because they are taken from the training images. Move it there, or give both."));
        return new Network(symbols[0], symbols[^1], network.Name);
    }

    /// <summary>The Normalization that takes the pixels as they come, with its statistics, or <see langword="null"/>.</summary>
    public static Normalization? InputNormalization(this Network network) =>
        network.Layers.Where(layer => layer.Inputs is [0]).Select(layer => layer.Layer).OfType<Normalization>().FirstOrDefault(layer => layer.IsAdapted);

    private static bool IsUnadapted(NetworkLayer layer) => layer.Layer is Normalization { IsAdapted: false };
}

namespace MLNet.Cnn;

/// <summary>What a configuration says: a network, and where its weights stand in the file beside it.</summary>
/// <param name="Network">The network.</param>
/// <param name="Places">The place of each layer that has weights or statistics in the file, by the layer's name in the network.</param>
internal sealed record KerasArchitecture(Network Network, IReadOnlyDictionary<string, KerasPlace> Places)
{
    /// <summary>The names of layers that change images at random in training.</summary>
    public IReadOnlyList<string> AugmentationLayers { get; init; } = [];

    /// <summary>The names of layers that do nothing but while Keras trains, and are left out.</summary>
    public IReadOnlyList<string> TrainingOnlyLayers { get; init; } = [];

    /// <summary>What the augmentation layers do, as far as they work on the images themselves.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>What Keras stores for a layer, in its order: the weights, and what <c>adapt</c> found.</summary>
    public static IReadOnlyList<WeightSpec> StoredBy(NetworkLayer layer)
    {
        if (layer.Layer is not Normalization { IsAdapted: false })
            return layer.Weights;
        var channels = new Shape(layer.Shape.Channels);
        return [Statistic("mean", channels), Statistic("variance", channels), Statistic("count", new Shape(1))];
    }

    /// <summary>The model with the weights that stand in a file.</summary>
    public KerasModel Fill(IKerasWeights weights)
    {
        var symbols = Network.ToSymbols(layer => Places.TryGetValue(layer.Name, out var place) ? Adapt(layer, place, weights) : layer.Layer);
        var network = new Network(symbols[0], symbols[^1], Network.Name);
        var arrays = network.Layers.Where(layer => layer.Weights.Count > 0).SelectMany(layer =>
        {
            var place = Places[layer.Name];
            weights.ExpectNoMore(place, layer.Weights.Count);
            return layer.Weights.Select((spec, index) => new WeightArray(layer.PathOf(spec), spec.Shape, weights.Read(place, index, spec)));
        });
        return new KerasModel(network, new NetworkWeights(network, arrays)) { AugmentationLayers = AugmentationLayers, Augmentation = Augmentation, TrainingOnlyLayers = TrainingOnlyLayers };
    }

    private static Layer Adapt(NetworkLayer layer, KerasPlace place, IKerasWeights weights)
    {
        if (layer.Layer is not Normalization { IsAdapted: false } normalization)
            return layer.Layer;
        var stored = StoredBy(layer);
        return normalization with
        {
            Mean = ValueList.Create(weights.Read(place, 0, stored[0])),
            Variance = ValueList.Create(weights.Read(place, 1, stored[1])),
        };
    }

    private static WeightSpec Statistic(string name, Shape shape) => new(name, shape, Initializers.Zeros, Trainable: false);
}

namespace MLNet.Cnn;

/// <summary>The statistics of every BatchNormalization that is not frozen, over many batches, for engines that have no way of their own: out of what goes into those layers.</summary>
/// <remarks>Mean and variance of sets together: Chan, Golub and LeVeque (1979).</remarks>
public sealed class PooledStatistics
{
    private readonly List<(string Layer, double[] Mean, double[] Variance)> _layers = [];
    private long _images;

    /// <summary>Begins with no batch.</summary>
    /// <param name="network">The network.</param>
    public PooledStatistics(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var inputs = new List<string>();
        foreach (var layer in network.Layers.Where(layer => layer.Layer is BatchNormalization { Trainable: true }))
        {
            _layers.Add((layer.Name, new double[layer.Shape.Channels], new double[layer.Shape.Channels]));
            inputs.Add(network.Layers[layer.Inputs[0]].Name);
        }
        Inputs = inputs;
    }

    /// <summary>The layers in front, one for each BatchNormalization.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>Adds a batch.</summary>
    /// <param name="images">Its images.</param>
    /// <param name="outputs">What the layers in front gave for it in training mode, in the order of <see cref="Inputs"/>.</param>
    public void Add(int images, IReadOnlyList<LayerOutput> outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        ArgumentNullException.ThrowIfNull(outputs);
        _images += images;
        double share = (double)images / _images;
        foreach (var ((_, mean, variance), output) in _layers.Zip(outputs))
        {
            var values = output.Values.Span;
            int channels = mean.Length, count = values.Length / channels;
            for (int c = 0; c < channels; c++)
            {
                double sum = 0, squares = 0;
                for (int i = c; i < values.Length; i += channels)
                    sum += values[i];
                double batchMean = sum / count;
                for (int i = c; i < values.Length; i += channels)
                    squares += (values[i] - batchMean) * (values[i] - batchMean);
                double difference = batchMean - mean[c];
                mean[c] += share * difference;
                variance[c] = (1 - share) * variance[c] + share * squares / count + share * (1 - share) * difference * difference;
            }
        }
    }

    /// <summary>Weights with these statistics in place of theirs; as they are if nothing was added.</summary>
    /// <param name="weights">The network's weights.</param>
    public IEnumerable<WeightArray> PutInto(IEnumerable<WeightArray> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (_images == 0)
            return weights;
        var byPath = _layers.SelectMany(layer => new[] { ($"{layer.Layer}/moving_mean", layer.Mean), ($"{layer.Layer}/moving_variance", layer.Variance) })
            .ToDictionary(pair => pair.Item1, pair => pair.Item2);
        return weights.Select(weight => byPath.TryGetValue(weight.Path, out double[]? values)
            ? weight with { Values = values.Select(value => (float)value).ToArray() }
            : weight);
    }
}

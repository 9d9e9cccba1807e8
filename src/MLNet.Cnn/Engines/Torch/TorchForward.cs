using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>A network ready to run on live weights: one operator a layer, in order.</summary>
internal sealed class TorchForward : IDisposable
{
    private readonly Network _network;
    private readonly TorchOperator[] _operators;
    private readonly ScalarType[] _types;
    private readonly int[] _lastUse;
    private readonly List<IDisposable> _constants = [];
    private readonly bool _channelsLast;

    public TorchForward(Network network, IReadOnlyDictionary<string, TorchWeight> weights, TorchPlan plan)
    {
        _network = network;
        _channelsLast = LayoutRule.IsChannelsLast(network, plan.Precision);
        _lastUse = LastUses(network);
        _types = LayerPrecision.Of(network, plan.Precision);
        var inPlace = InPlaceRule.Of(network);
        try
        {
            _operators = [.. network.Layers.Select((layer, index) => OperatorFactory.Create(
                new OperatorContext(network, index, weights, _types[index], plan.Device.Device, plan.OneDnnLayers.Contains(layer.Name), inPlace[index], _constants)))];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Runs the layers and gives the outputs of those asked for, in order, in float32 with channels still where libtorch has them.</summary>
    /// <param name="images">(count, height, width, channels).</param>
    /// <param name="pass">How the pass behaves.</param>
    /// <param name="wanted">Indices of layers.</param>
    public Tensor[] Run(Tensor images, TorchPass pass, ReadOnlySpan<int> wanted)
    {
        var outputs = new Tensor?[_operators.Length];
        var results = new Tensor[wanted.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            var layer = _network.Layers[i];
            var output = outputs[i] = i == 0 ? ToLibtorch(images) : Run(i, outputs, pass);
            if (wanted.Contains(i))
            {
                var kept = _types[i] == ScalarType.Float32 ? output : output.to(ScalarType.Float32);
                for (int w = 0; w < wanted.Length; w++)
                    results[w] = wanted[w] == i ? kept : results[w];
                // What follows works on a copy, which a later operator may overwrite in place, and which depends on what was kept: gradients by it are the layer's.
                if (i < outputs.Length - 1)
                    outputs[i] = _types[i] == ScalarType.Float32 ? kept.clone() : kept.to(_types[i]);
            }
            foreach (int input in layer.Inputs)
            {
                // What the backward pass needs of it, autograd keeps; the rest is free now. An operator in place gives its input back.
                if (_lastUse[input] == i && input != 0 && !ReferenceEquals(outputs[input], output))
                    outputs[input]!.Dispose();
            }
        }
        return results;
    }

    /// <summary>Channels last, as Keras has them.</summary>
    public static Tensor ToKeras(Tensor output) => output.dim() == 4 ? output.permute(0, 2, 3, 1) : output;

    /// <summary>Channels where libtorch has them.</summary>
    public static Tensor FromKeras(Tensor output) => output.dim() == 4 ? output.permute(0, 3, 1, 2) : output;

    public void Dispose()
    {
        foreach (var constant in _constants)
            constant.Dispose();
        _constants.Clear();
    }

    /// <summary>Runs one layer on its inputs in its type of numbers.</summary>
    private Tensor Run(int index, Tensor?[] outputs, TorchPass pass)
    {
        var layer = _network.Layers[index];
        var inputs = new Tensor[layer.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            int source = layer.Inputs[i];
            inputs[i] = _types[source] == _types[index] ? outputs[source]! : outputs[source]!.to(_types[index]);
        }
        var output = _operators[index](inputs, pass);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!ReferenceEquals(inputs[i], outputs[layer.Inputs[i]]) && !ReferenceEquals(inputs[i], output))
                inputs[i].Dispose();
        }
        return output;
    }

    private Tensor ToLibtorch(Tensor images)
    {
        if (images.dim() != 4)
            return images.alias();
        var (count, shape) = (images.shape[0], _network.InputShape);
        // With one channel both layouts have the same bytes; a view keeps libtorch from taking it for channels-last.
        if (!_channelsLast && shape.Channels == 1)
            return images.view(count, 1, shape.Height, shape.Width);
        var permuted = images.permute(0, 3, 1, 2);
        return _channelsLast ? permuted : permuted.contiguous();
    }

    private static int[] LastUses(Network network)
    {
        var last = new int[network.Layers.Count];
        Array.Fill(last, -1);
        for (int i = 0; i < network.Layers.Count; i++)
        {
            foreach (int input in network.Layers[i].Inputs)
                last[input] = i;
        }
        return last;
    }
}

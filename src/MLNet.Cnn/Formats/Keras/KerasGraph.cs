using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>Builds a network out of a configuration: Sequential, Functional, and models inside of models.</summary>
/// <param name="reader">The weights, which stand under paths that follow from the order of the layers.</param>
internal sealed class KerasGraph(KerasWeightsReader reader)
{
    private const int DeepestNesting = 32;

    /// <summary>Layers that change images in training and are nothing in inference (keras/src/layers/preprocessing/image_preprocessing).</summary>
    private static readonly HashSet<string> Augmentations = ["RandomFlip", "RandomRotation", "RandomZoom", "RandomTranslation", "RandomContrast", "RandomBrightness"];

    private readonly List<string> _augmentationLayers = [];
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, string> _homes = [];
    private int _depth;

    public KerasModel Build(JsonElement root)
    {
        var output = BuildModel(new KerasLayerConfig(root), null, "", new KerasCall());
        var first = output.InOrder()[0];
        var network = new Network(first, output, new KerasLayerConfig(root).Name);
        return new KerasModel(network, new NetworkWeights(network, network.Layers.SelectMany(ReadWeights))) { AugmentationLayers = _augmentationLayers };
    }

    /// <summary>Puts a model behind an input, or behind an input of its own.</summary>
    private Symbol BuildModel(KerasLayerConfig model, Symbol? input, string home, KerasCall call)
    {
        if (model.ClassName is not ("Sequential" or "Functional" or "Model"))
            throw new NotSupportedException($"{model.Title} is a class of its own; only Sequential and Functional models can be read. Rebuild it as one of them in Keras and save it again.");
        if (++_depth > DeepestNesting)
            throw new InvalidDataException($"{model.Title}: models are nested more than {DeepestNesting} deep.");
        call = call.Inside(model.Trainable);
        var layers = model.Get("layers").EnumerateArray().Select(layer => new KerasLayerConfig(layer)).ToList();
        var homes = KerasPaths.Of(layers, home);
        var output = model.ClassName == "Sequential"
            ? BuildSequential(model, layers, homes, input, call)
            : BuildFunctional(model, layers, homes, input, call);
        _depth--;
        return output;
    }

    private Symbol BuildSequential(KerasLayerConfig model, List<KerasLayerConfig> layers, string[] homes, Symbol? input, KerasCall call)
    {
        var x = input;
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].ClassName == "InputLayer")
            {
                x ??= Input(layers[i], layers[i]);
                continue;
            }
            // Before Keras 3 the first layer carried the shape itself.
            x ??= Input(layers[i], null);
            x = Place(model, layers[i], homes[i], [x], call);
        }
        return x ?? throw new InvalidDataException($"{model.Title} has no layers.");
    }

    private Symbol BuildFunctional(KerasLayerConfig model, List<KerasLayerConfig> layers, string[] homes, Symbol? input, KerasCall call)
    {
        var (inputName, outputNode) = (KerasNodes.Single(model, "input_layers").Layer, KerasNodes.Single(model, "output_layers"));
        var nodes = new Dictionary<KerasNode, Symbol>();
        // Keras writes layers before those that use them, but does not promise it.
        var waiting = layers.SelectMany((layer, i) => KerasNodes.Inbound(layer).Select((inbound, node) => (Layer: layer, Home: homes[i], Inbound: inbound, Node: new KerasNode(layer.Name, node)))).ToList();
        foreach (var layer in layers.Where(layer => layer.ClassName == "InputLayer"))
        {
            if (layer.Name != inputName)
                throw new NotSupportedException($"{layer.Title}: the model has a second input; a network has one.");
            nodes[new KerasNode(layer.Name, 0)] = input ?? Input(layer, layer);
        }
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(item => item.Inbound.Inputs.All(nodes.ContainsKey)).ToList();
            if (ready.Count == 0)
                throw new InvalidDataException($"{waiting[0].Layer.Title}: its input '{waiting[0].Inbound.Inputs.First(i => !nodes.ContainsKey(i)).Layer}' does not exist or depends on it.");
            foreach (var item in ready)
                nodes[item.Node] = Place(model, item.Layer, item.Home, [.. item.Inbound.Inputs.Select(i => nodes[i])], call.With(item.Inbound));
            waiting.RemoveAll(item => nodes.ContainsKey(item.Node));
        }
        return nodes.TryGetValue(outputNode, out var output) ? output
            : throw new InvalidDataException($"{model.Title}: its output '{outputNode.Layer}' is none of its layers.");
    }

    private Symbol Place(KerasLayerConfig model, KerasLayerConfig config, string home, Symbol[] inputs, KerasCall call)
    {
        if (inputs.Length == 0)
            throw new InvalidDataException($"{config.Title} has no input.");
        if (config.ClassName is "Sequential" or "Functional" or "Model")
            return inputs.Length == 1 ? BuildModel(config, inputs[0], home, call) : throw new NotSupportedException($"{config.Title}: a nested model with {inputs.Length} inputs.");
        if (Augmentations.Contains(config.ClassName))
        {
            _augmentationLayers.Add(config.Name);
            return inputs[0];
        }
        var layer = call.Apply(KerasLayers.Create(config, inputs[0].Shape), config);
        if (layer is Normalization { IsAdapted: false } normalization)
            layer = Adapted(normalization, config, home, inputs[0].Shape.Channels);
        var symbol = inputs[0].Apply(layer with { Name = UniqueName(config, model.Name) }, inputs[1..]);
        if (symbol.Weights.Count > 0 && !_homes.TryAdd(symbol.Layer.Name!, home))
            throw new InvalidDataException($"{config.Title}: its weights are used twice.");
        if (symbol.Weights.Count > 0 && _homes.Count(pair => pair.Value == home) > 1)
            throw new NotSupportedException($"{config.Title} is applied more than once with the same weights, which a network here cannot do.");
        return symbol;
    }

    private Symbol Input(KerasLayerConfig config, KerasLayerConfig? own)
    {
        string member = config.Find("batch_shape") is null ? "batch_input_shape" : "batch_shape";
        var dimensions = config.Get(member).EnumerateArray().Skip(1).ToList();
        if (dimensions.Any(dimension => dimension.ValueKind != JsonValueKind.Number))
            throw new NotSupportedException($"{config.Title}: the input has an open shape {config.Get(member).GetRawText()}. Give height, width and channels in Keras and save the model again.");
        var shape = new Shape([.. dimensions.Select(dimension => dimension.GetInt32())]);
        return Symbol.FromInput(new InputLayer(shape) { Name = own is null ? null : UniqueName(own, "") });
    }

    /// <summary>Keras' name, unless a layer of another model in the file has it already.</summary>
    private string UniqueName(KerasLayerConfig config, string model)
    {
        string plain = config.Name.Replace('/', '_'), name = plain;
        for (int i = 0; !_names.Add(name); i++)
            name = i == 0 ? $"{model}_{plain}" : FormattableString.Invariant($"{model}_{plain}_{i}");
        return name;
    }

    /// <summary>What <c>adapt</c> found stands among the weights, in the order mean, variance, count.</summary>
    private Normalization Adapted(Normalization layer, KerasLayerConfig config, string home, int channels) => layer with
    {
        Mean = ValueList.Create(reader.Read($"{home}/vars/0", new Shape(channels), $"{config.Title}: its mean")),
        Variance = ValueList.Create(reader.Read($"{home}/vars/1", new Shape(channels), $"{config.Title}: its variance")),
    };

    private IEnumerable<WeightArray> ReadWeights(NetworkLayer layer)
    {
        if (layer.Weights.Count == 0)
            yield break;
        string vars = $"{_homes[layer.Name]}/vars", title = $"Layer '{layer.Name}' ({layer.Layer.Kind})";
        for (int i = 0; i < layer.Weights.Count; i++)
        {
            var spec = layer.Weights[i];
            yield return new WeightArray(layer.PathOf(spec), spec.Shape, reader.Read(FormattableString.Invariant($"{vars}/{i}"), spec.Shape, $"{title}: the weight '{spec.Name}'"));
        }
        if (reader.Exists(FormattableString.Invariant($"{vars}/{layer.Weights.Count}")))
            throw new InvalidDataException($"{title} has more than its {layer.Weights.Count} weights in the file.");
    }
}

using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>Builds a network out of a configuration: Sequential, Functional, and models inside of models.</summary>
/// <param name="imageShape">What takes the place of an input shape that the configuration leaves open.</param>
internal sealed class KerasGraph(Shape? imageShape = null)
{
    private const int DeepestNesting = 32;

    private readonly List<string> _augmentationLayers = [];
    private readonly List<string> _trainingOnlyLayers = [];
    private readonly List<AugmentationOperation> _augmentation = [];
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, KerasPlace> _places = [];
    private int _depth;

    public KerasArchitecture Build(JsonElement root)
    {
        var model = new KerasLayerConfig(root);
        var output = BuildModel(model, null, null, new KerasCall());
        var network = new Network(output.InOrder()[0], output, model.Name);
        return new KerasArchitecture(network, _places) { AugmentationLayers = _augmentationLayers, Augmentation = [.. _augmentation], TrainingOnlyLayers = _trainingOnlyLayers };
    }

    private static bool IsModel(KerasLayerConfig config) => config.ClassName is "Sequential" or "Functional" or "Model";

    /// <summary>Puts a model behind an input, or behind an input of its own.</summary>
    private Symbol BuildModel(KerasLayerConfig model, Symbol? input, KerasPlace? place, KerasCall call)
    {
        if (!IsModel(model))
            throw new NotSupportedException($"{model.Title} is a class of its own; only Sequential and Functional models can be read. Rebuild it as one of them in Keras and save it again.");
        if (++_depth > DeepestNesting)
            throw new InvalidDataException($"{model.Title}: models are nested more than {DeepestNesting} deep.");
        call = call.Inside(model.Trainable);
        var layers = model.Get("layers").EnumerateArray().Select(layer => new KerasLayerConfig(layer)).ToList();
        var places = KerasPlace.Of(layers.Select(layer => (layer.ClassName, layer.Name, layer.Title)), place);
        var output = model.ClassName == "Sequential"
            ? BuildSequential(model, layers, places, input, call)
            : BuildFunctional(model, layers, places, input, call);
        _depth--;
        return output;
    }

    private Symbol BuildSequential(KerasLayerConfig model, List<KerasLayerConfig> layers, KerasPlace[] places, Symbol? input, KerasCall call)
    {
        var x = input;
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].ClassName == "InputLayer")
            {
                x ??= Input(layers[i], layers[i]);
                continue;
            }
            if (x is null && IsModel(layers[i]))
            {
                x = BuildModel(layers[i], null, places[i], call);
                continue;
            }
            // Before Keras 3 the first layer carried the shape itself.
            x ??= Input(layers[i], null);
            x = Place(model, layers[i], places[i], [x], null, call);
        }
        return x ?? throw new InvalidDataException($"{model.Title} has no layers.");
    }

    private Symbol BuildFunctional(KerasLayerConfig model, List<KerasLayerConfig> layers, KerasPlace[] places, Symbol? input, KerasCall call)
    {
        var (inputName, outputNode) = (KerasNodes.Single(model, "input_layers").Layer, KerasNodes.Single(model, "output_layers"));
        var nodes = new Dictionary<KerasNode, Symbol>();
        // Keras writes layers before those that use them, but does not promise it.
        var waiting = layers.SelectMany((layer, i) => KerasNodes.Inbound(layer).Select((inbound, node) => (Layer: layer, Place: places[i], Inbound: inbound, Node: new KerasNode(layer.Name, node)))).ToList();
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
                nodes[item.Node] = Place(model, item.Layer, item.Place, [.. item.Inbound.Inputs.Select(i => nodes[i])], item.Inbound.Number, call.With(item.Inbound));
            waiting.RemoveAll(item => nodes.ContainsKey(item.Node));
        }
        return nodes.TryGetValue(outputNode, out var output) ? output
            : throw new InvalidDataException($"{model.Title}: its output '{outputNode.Layer}' is none of its layers.");
    }

    private Symbol Place(KerasLayerConfig model, KerasLayerConfig config, KerasPlace place, Symbol[] inputs, KerasNumber? number, KerasCall call)
    {
        if (inputs.Length == 0)
            throw new InvalidDataException($"{config.Title} has no input.");
        if (IsModel(config))
            return inputs.Length == 1 ? BuildModel(config, inputs[0], place, call) : throw new NotSupportedException($"{config.Title}: a nested model with {inputs.Length} inputs.");
        if (KerasAugmentations.Contain(config))
            return Augment(model, config, inputs[0], call);
        if (KerasTrainingOnly.Contain(config))
            return LeaveOut(config, inputs[0], call);
        var layer = call.Apply(number is { } given ? KerasOperations.WithNumber(config, given) : KerasLayers.Create(config, inputs[0].Shape), config);
        string name = UniqueName(config, model.Name);
        var symbol = inputs[0].Apply(layer with { Name = name }, inputs[1..]);
        if (symbol.Weights.Count > 0 && _places.Values.Any(other => other.Path == place.Path))
            throw new NotSupportedException($"{config.Title} is applied more than once with the same weights, which a network here cannot do.");
        if (symbol.Weights.Count > 0 || layer is Normalization { IsAdapted: false })
            _places.Add(name, place);
        return symbol;
    }

    /// <summary>A layer that does nothing but while Keras trains.</summary>
    private Symbol LeaveOut(KerasLayerConfig config, Symbol input, KerasCall call)
    {
        if (call.Training == true)
            throw config.Unsupported("training", "true in inference too");
        _trainingOnlyLayers.Add(config.Name);
        return input;
    }

    /// <summary>Takes a layer that only training has over into the augmentation. What is left of a RandomCrop is what it does in inference.</summary>
    private Symbol Augment(KerasLayerConfig model, KerasLayerConfig config, Symbol image, KerasCall call)
    {
        if (call.Training == true)
            throw config.Unsupported("training", "true in inference too");
        _augmentationLayers.Add(config.Name);
        var operation = KerasAugmentations.Create(config, KerasPixels.At(image));
        if (operation is not null && call.Training is null)
            _augmentation.Add(operation);
        return config.ClassName == "RandomCrop" ? Crop(new Size2D(config.Int("height"), config.Int("width")), image, UniqueName(config, model.Name)) : image;
    }

    /// <summary>The largest window of the wanted proportions from the middle of the image, in the wanted size: what the documentation of Keras promises.</summary>
    private static Symbol Crop(Size2D size, Symbol image, string name)
    {
        if (!image.Shape.IsImage || !size.IsPositive)
            throw new InvalidDataException($"Layer '{name}' (RandomCrop): {size} pixels cannot be cut out of the {image.Shape} input.");
        int height = Math.Clamp((int)((double)image.Shape.Width * size.Height / size.Width), 1, image.Shape.Height);
        int width = Math.Clamp((int)((double)image.Shape.Height * size.Width / size.Height), 1, image.Shape.Width);
        bool isCut = height < image.Shape.Height || width < image.Shape.Width, isResized = (height, width) != (size.Height, size.Width);
        if (isCut)
            image = image.Apply(new CenterCrop(height, width) { Name = isResized ? $"{name}_window" : name });
        return isResized ? image.Apply(new Resizing(size.Height, size.Width) { Name = name }) : image;
    }

    private Symbol Input(KerasLayerConfig config, KerasLayerConfig? own)
    {
        string member = config.Find("batch_shape") is null ? "batch_input_shape" : "batch_shape";
        var dimensions = config.Get(member).EnumerateArray().Skip(1).ToList();
        if (imageShape is not null && dimensions.Count == imageShape.Rank)
        {
            int[] given = [.. dimensions.Select((dimension, i) => dimension.ValueKind == JsonValueKind.Number ? dimension.GetInt32() : imageShape.Dimensions[i])];
            return given.SequenceEqual(imageShape.Dimensions) ? Input(imageShape, own)
                : throw new ArgumentException($"{config.Title}: the input has the shape {config.Get(member).GetRawText()}, which {imageShape} images do not fit.");
        }
        if (dimensions.Any(dimension => dimension.ValueKind != JsonValueKind.Number))
            throw new NotSupportedException($"{config.Title}: the input has an open shape {config.Get(member).GetRawText()}. Say with which images it is used: KerasModel.Load(path, imageShape: new(height, width, channels)).");
        return Input(new Shape([.. dimensions.Select(dimension => dimension.GetInt32())]), own);
    }

    private Symbol Input(Shape shape, KerasLayerConfig? own) =>
        Symbol.FromInput(new InputLayer(shape) { Name = own is null ? null : UniqueName(own, "") });

    /// <summary>Keras' name, unless a layer of another model in the file has it already.</summary>
    private string UniqueName(KerasLayerConfig config, string model)
    {
        string plain = config.Name.Replace('/', '_'), name = plain;
        for (int i = 0; !_names.Add(name); i++)
            name = i == 0 ? $"{model}_{plain}" : FormattableString.Invariant($"{model}_{plain}_{i}");
        return name;
    }
}

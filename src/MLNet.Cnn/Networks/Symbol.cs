namespace MLNet.Cnn;

/// <summary>The output of a layer whose inputs are known: what the functional style passes from layer to layer.</summary>
/// <remarks>
/// A symbol is immutable and knows its shape, so that a layer which does not fit is refused on the line that adds it.
/// <see cref="Network(Symbol, Symbol, string)"/> turns the symbols between an input and an output into a network.
/// </remarks>
/// <example><code>
/// var image = Symbol.Input(32, 32, 3);
/// var x = image.Conv2D(16, 3, padding: Padding.Same, activation: Activation.ReLU).GlobalAveragePooling2D().Dense(10);
/// var network = new Network(image, x);
/// </code></example>
public sealed class Symbol
{
    private Symbol(Layer layer, IReadOnlyList<Symbol> inputs)
    {
        Layer = layer;
        Inputs = inputs;
        LayerInputs = new LayerInputs(layer, [.. inputs.Select(input => input.Shape)], ProspectiveName);
        try
        {
            Shape = layer.InferShape(LayerInputs);
            Weights = layer.InferWeights(LayerInputs);
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentException { ParamName: "dimensions" })
        {
            // What Shape says of sizes beyond all bounds, with the layer's name.
            throw LayerInputs.Error($"{exception.Message}");
        }
        foreach (var weight in Weights)
        {
            if (weight.Initializer.Misfit(layer, weight) is { } misfit)
                throw LayerInputs.Error($"{weight.Initializer.GetType().Name} does not fit its {weight.Name}: {misfit}.");
        }
    }

    /// <summary>The layer whose output this is.</summary>
    public Layer Layer { get; }

    /// <summary>The symbols that go into the layer.</summary>
    public IReadOnlyList<Symbol> Inputs { get; }

    /// <summary>The shape of one example, without the batch dimension.</summary>
    public Shape Shape { get; }

    internal LayerInputs LayerInputs { get; }

    internal IReadOnlyList<WeightSpec> Weights { get; }

    /// <summary>Where the images come in.</summary>
    /// <param name="shape">The shape of one image: (height, width, channels).</param>
    public static Symbol Input(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return FromInput(new InputLayer(shape));
    }

    /// <summary>Where the images come in.</summary>
    /// <param name="height">The height, in pixels.</param>
    /// <param name="width">The width, in pixels.</param>
    /// <param name="channels">1 for grayscale, 3 for colour.</param>
    public static Symbol Input(int height, int width, int channels) => Input(new Shape(height, width, channels));

    internal static Symbol FromInput(InputLayer layer) => new(layer, []);

    /// <summary>Puts a layer behind this symbol, and behind others where the layer merges several.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="others">Further inputs, for <see cref="MLNet.Cnn.Add"/> and <see cref="MLNet.Cnn.Concatenate"/>.</param>
    /// <returns>The layer's output.</returns>
    /// <exception cref="ArgumentException">The layer does not fit the shapes; the message names the layer.</exception>
    public Symbol Apply(Layer layer, params ReadOnlySpan<Symbol> others)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer is InputLayer)
            throw new ArgumentException("An InputLayer begins a network and cannot stand behind another layer. Use Symbol.Input.", nameof(layer));
        return new Symbol(layer, [this, .. others]);
    }

    /// <summary>All symbols that this one depends on and itself, each once, inputs before those that use them.</summary>
    internal IReadOnlyList<Symbol> InOrder()
    {
        var order = new List<Symbol>();
        var seen = new HashSet<Symbol>();
        var pending = new Stack<(Symbol Symbol, bool InputsDone)>([(this, false)]);
        while (pending.TryPop(out var next))
        {
            if (next.InputsDone)
            {
                order.Add(next.Symbol);
                continue;
            }
            if (!seen.Add(next.Symbol))
                continue;
            pending.Push((next.Symbol, true));
            foreach (var input in next.Symbol.Inputs.Reverse())
                pending.Push((input, false));
        }
        return order;
    }

    /// <summary>The name that the layer will have in a network that ends here.</summary>
    private string ProspectiveName() => LayerNames.Assign([.. InOrder().Select(symbol => symbol.Layer)])[^1];
}

namespace MLNet.Cnn;

/// <summary>A network: layers in a graph from one input to one output. Immutable, without weights, compared by value.</summary>
/// <remarks>
/// <para>The output is one number a class: logits, or probabilities where the network ends in a softmax or in sigmoids, which are taken off for
/// training and put back for scoring. A single output tells the second of two classes from the first.</para>
/// <para>Two networks are equal if their layers, names and connections are. Source: <c>keras.Sequential</c> and <c>keras.Model</c>.</para>
/// </remarks>
public sealed class Network : IEquatable<Network>
{
    /// <summary>Makes a network out of the symbols between an input and an output: the functional style.</summary>
    /// <param name="input">What <see cref="Symbol.Input(Shape)"/> gave.</param>
    /// <param name="output">The output; what does not lead to it is not part of the network.</param>
    /// <param name="name">The network's name. Default: <c>functional</c>.</param>
    /// <exception cref="ArgumentException">The output does not depend on the input alone, the input is the output of a layer, or two layers bear one name.</exception>
    public Network(Symbol input, Symbol output, string name = "functional")
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (input.Layer is not InputLayer)
            throw new ArgumentException($"The input of a network must come from Symbol.Input, but the one given is the output of a {input.Layer.Kind}.", nameof(input));
        var symbols = output.InOrder();
        foreach (var start in symbols.Where(symbol => symbol.Layer is InputLayer))
        {
            if (!ReferenceEquals(start, input))
                throw new ArgumentException("The output depends on another input than the one given. A network has one input: build all of it from the same Symbol.Input.", nameof(input));
        }
        Name = name;
        var names = LayerNames.Assign([.. symbols.Select(symbol => symbol.Layer)]);
        var indices = symbols.Select((symbol, index) => (symbol, index)).ToDictionary(pair => pair.symbol, pair => pair.index);
        Layers = [.. symbols.Select((symbol, index) => new NetworkLayer(
            names[index],
            symbol.Layer with { Name = names[index] },
            [.. symbol.Inputs.Select(i => indices[i])],
            symbol.Shape,
            symbol.Weights,
            symbol.Layer.CountMultiplyAdds(symbol.LayerInputs, symbol.Shape)))];
    }

    /// <summary>The network's name, for summaries and files.</summary>
    public string Name { get; }

    /// <summary>The layers, inputs before those that use them; the first is the <see cref="InputLayer"/>, the last gives the output.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>The shape of one image.</summary>
    public Shape InputShape => Layers[0].Shape;

    /// <summary>The shape of the output for one image.</summary>
    public Shape OutputShape => Layers[^1].Shape;

    /// <summary>Number of parameters.</summary>
    public long ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>Number of parameters that training changes; moving statistics are not among them.</summary>
    public long TrainableParameterCount => Layers.Sum(layer => layer.TrainableParameterCount);

    /// <summary>Multiplications with a following addition, for one image.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>Whether each layer has only the one before it as input.</summary>
    internal bool IsSequential => Layers.Skip(1).Select((layer, index) => layer.Inputs is [var input] && input == index).All(chained => chained);

    /// <summary>The layer of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those that there are.</exception>
    public NetworkLayer this[string layerName] => Layers.FirstOrDefault(layer => layer.Name == layerName)
        ?? throw new KeyNotFoundException($"The network '{Name}' has no layer '{layerName}'. It has: {string.Join(", ", Layers.Select(layer => layer.Name))}.");

    /// <summary>Makes a network of layers one behind the other: the sequential style.</summary>
    /// <param name="inputShape">The shape of one image: (height, width, channels).</param>
    /// <param name="layers">The layers.</param>
    /// <exception cref="ArgumentException">A layer does not fit the one before it; the message names it.</exception>
    /// <example><code>
    /// var network = Network.Sequential(new(28, 28, 1), new Conv2D(6, 3), new BatchNormalization(), new ReLU(), new Flatten(), new Dense(10));
    /// </code></example>
    public static Network Sequential(Shape inputShape, params ReadOnlySpan<Layer> layers)
    {
        var input = Symbol.Input(inputShape);
        var output = input;
        foreach (var layer in layers)
            output = output.Apply(layer);
        return new Network(input, output, "sequential");
    }

    /// <summary>The same network under another name.</summary>
    public Network WithName(string name)
    {
        var symbols = ToSymbols();
        return new Network(symbols[0], symbols[^1], name);
    }

    /// <summary>A table of the layers with shapes, parameters, multiply-adds and receptive fields, as Keras prints it.</summary>
    public string Summary() => NetworkSummary.Write(this);

    /// <inheritdoc/>
    public bool Equals(Network? other) => other is not null && Name == other.Name && Layers.Count == other.Layers.Count
        && Layers.Zip(other.Layers).All(pair => pair.First.Layer == pair.Second.Layer && pair.First.Inputs.SequenceEqual(pair.Second.Inputs));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Network);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var layer in Layers)
            hash.Add(layer.Layer);
        return hash.ToHashCode();
    }

    /// <summary>Name, shapes and number of parameters in one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name}: {InputShape} to {OutputShape}, {Counted.Of(Layers.Count - 1, "layer")}, {Counted.Of(ParameterCount, "parameter")}");

    /// <summary>The layers as symbols again, to build a changed network of them.</summary>
    /// <param name="replace">Gives the layer to put in place of one, or itself.</param>
    /// <param name="behindInput">A layer to put directly behind the input.</param>
    internal Symbol[] ToSymbols(Func<NetworkLayer, Layer>? replace = null, Layer? behindInput = null)
    {
        var symbols = new Symbol[Layers.Count];
        var input = symbols[0] = Symbol.FromInput((InputLayer)Layers[0].Layer);
        // What the layers behind the input see.
        var start = behindInput is null ? input : input.Apply(behindInput);
        for (int i = 1; i < symbols.Length; i++)
        {
            var inputs = Layers[i].Inputs.Select(index => index == 0 ? start : symbols[index]).ToArray();
            symbols[i] = inputs[0].Apply(replace?.Invoke(Layers[i]) ?? Layers[i].Layer, inputs[1..]);
        }
        return symbols;
    }
}

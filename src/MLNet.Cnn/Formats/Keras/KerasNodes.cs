using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>One application of a layer: most layers have one, number 0.</summary>
internal readonly record struct KerasNode(string Layer, int Index);

/// <summary>The number of an operation with one: <c>x + 3</c>.</summary>
/// <param name="Value">The number.</param>
/// <param name="IsFirst">Whether it stands in front of the input: <c>1 - x</c>.</param>
internal readonly record struct KerasNumber(double Value, bool IsFirst);

/// <summary>What goes into one application of a layer.</summary>
/// <param name="Inputs">The applications whose outputs go in.</param>
/// <param name="Number">The number that goes in, of an operation with one.</param>
/// <param name="Training">The value of <c>training</c> if the model was built with one.</param>
internal sealed record KerasInbound(IReadOnlyList<KerasNode> Inputs, KerasNumber? Number, bool? Training);

/// <summary>The grammar of <c>inbound_nodes</c>, <c>input_layers</c> and <c>output_layers</c>, of Keras 3 and of those before it.</summary>
internal static class KerasNodes
{
    /// <summary>The one entry of <c>input_layers</c> or <c>output_layers</c>: a triple, or a list with one triple.</summary>
    public static KerasNode Single(KerasLayerConfig model, string member)
    {
        var value = model.Get(member);
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.Array)
        {
            if (value.GetArrayLength() > 1)
                throw new NotSupportedException($"{model.Title}: '{member}' has {value.GetArrayLength()} entries; a network has one input and one output.");
            value = value[0];
        }
        return Node(value, model);
    }

    /// <summary>The applications of a layer.</summary>
    public static IEnumerable<KerasInbound> Inbound(KerasLayerConfig layer)
    {
        if (layer.ClassName == "InputLayer" || !layer.Envelope.TryGetProperty("inbound_nodes", out var nodes))
            return [];
        return nodes.EnumerateArray().Select(node => node.ValueKind == JsonValueKind.Object ? New(node, layer) : Old(node, layer)).ToList();
    }

    /// <summary>Keras 3: <c>{"args": […], "kwargs": {…}}</c> with tensors anywhere inside.</summary>
    private static KerasInbound New(JsonElement node, KerasLayerConfig layer)
    {
        var arguments = new Arguments(layer);
        arguments.Collect(node.GetProperty("args"));
        if (node.TryGetProperty("kwargs", out var named))
        {
            foreach (var argument in named.EnumerateObject())
                arguments.Collect(argument);
        }
        return arguments.ToInbound();
    }

    /// <summary>Keras 1 and 2: <c>[["layer", 0, 0, {}], …]</c>.</summary>
    private static KerasInbound Old(JsonElement node, KerasLayerConfig layer)
    {
        var arguments = new Arguments(layer);
        // A node with one input is written without the inner list by some versions.
        var entries = node.GetArrayLength() > 0 && node[0].ValueKind == JsonValueKind.String ? [node] : node.EnumerateArray().ToArray();
        foreach (var entry in entries)
        {
            arguments.Add(Node(entry, layer));
            if (entry.GetArrayLength() > 3)
            {
                foreach (var argument in entry[3].EnumerateObject())
                    arguments.Collect(argument);
            }
        }
        return arguments.ToInbound();
    }

    private static KerasNode Node(JsonElement value, KerasLayerConfig layer)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < 3 || value[0].GetString() is not { } name)
            throw new InvalidDataException($"{layer.Title}: the connection {value.GetRawText()} is not of the form [layer, node, output].");
        return value[2].GetInt32() == 0 ? new KerasNode(name, value[1].GetInt32())
            : throw new NotSupportedException($"{layer.Title}: the layer '{name}' has several outputs.");
    }

    /// <summary>What one application is given, one argument after the other.</summary>
    private sealed class Arguments(KerasLayerConfig layer)
    {
        private readonly List<KerasNode> _inputs = [];
        private KerasNumber? _number;
        private bool? _training;

        public KerasInbound ToInbound() => new(_inputs, _number, _training);

        public void Add(KerasNode input) => _inputs.Add(input);

        public void Collect(JsonProperty argument)
        {
            if (argument.Value.ValueKind == JsonValueKind.Null)
                return;
            if (argument.Name == "training" && argument.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                _training = argument.Value.GetBoolean();
            else if (argument.Name is "inputs" or "input" || (argument.Name is "x" or "x1" or "x2" && KerasOperations.Contain(layer)))
                Collect(argument.Value);
            else
                throw layer.Unsupported($"inbound_nodes: {argument.Name}", argument.Value.GetRawText());
        }

        public void Collect(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in value.EnumerateArray())
                    Collect(item);
            }
            else if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("config", out var tensor) && tensor.TryGetProperty("keras_history", out var history))
            {
                Add(Node(history, layer));
            }
            else if (_number is null && KerasOperations.Contain(layer) && KerasOperations.NumberIn(value) is { } number)
            {
                _number = new KerasNumber(number, IsFirst: _inputs.Count == 0);
            }
            else
            {
                throw layer.Unsupported("inbound_nodes", value.GetRawText());
            }
        }
    }
}

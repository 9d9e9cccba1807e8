using System.Globalization;
using System.Text.Json.Nodes;

namespace MLNet.Cnn;

/// <summary>Operations of TensorFlow that tf.keras 2 wrote as layers (TFOpLambda, and TensorFlowOpLayer before 2.4), in the words of Keras 3.</summary>
/// <remarks>Source: keras/layers/core/tf_op_layer.py and <c>Node.serialize</c> in keras/engine/node.py of Keras 2.</remarks>
internal static class KerasTensorFlowOperations
{
    private const string Constant = "_CONSTANT_VALUE";

    private static readonly Dictionary<string, string> ClassNames = new()
    {
        ["math.add"] = "Add",
        ["__operators__.add"] = "Add",
        ["math.subtract"] = "Subtract",
        ["math.multiply"] = "Multiply",
        ["math.truediv"] = "Divide",
        ["math.divide"] = "Divide",
        ["math.negative"] = "Negative",
        ["Add"] = "Add",
        ["AddV2"] = "Add",
        ["Sub"] = "Subtract",
        ["Mul"] = "Multiply",
        ["RealDiv"] = "Divide",
        ["Neg"] = "Negative",
    };

    /// <summary>Changes a layer if it is such an operation.</summary>
    /// <exception cref="NotSupportedException">It is an operation that has no layer here; the message names both.</exception>
    public static void Modernize(JsonObject layer, JsonObject config)
    {
        string? kind = (string?)layer["class_name"];
        if (kind is not ("TFOpLambda" or "TensorFlowOpLayer"))
            return;
        string? function = kind == "TFOpLambda" ? (string?)config["function"] : (string?)config["node_def"]?["op"];
        if (function is null || !ClassNames.TryGetValue(function, out string? name))
            throw new NotSupportedException($"Layer '{layer["name"] ?? config["name"]}' ({kind}): the operation '{function}' of TensorFlow is not supported; +, -, * and / are. Replace it by layers and save the model again.");
        if (layer["inbound_nodes"] is JsonArray nodes)
        {
            var constants = config["constants"] as JsonObject;
            layer["inbound_nodes"] = new JsonArray([.. nodes.Select(node => (JsonNode)Call(node as JsonArray ?? [], constants ?? []))]);
        }
        layer["class_name"] = name;
        layer["config"] = new JsonObject { ["name"] = (layer["name"] ?? config["name"])?.DeepClone() };
    }

    /// <summary>
    /// <c>["x", 0, 0, {"y": 3.0}]</c>, <c>["_CONSTANT_VALUE", -1, 1.0, {"y": ["x", 0, 0]}]</c> or <c>[["x", 0, 0, {}], ["y", 0, 0, {}]]</c> with constants at their places, as Keras 3
    /// writes it: <c>{"args": [x, 3.0], "kwargs": {}}</c>.
    /// </summary>
    private static JsonObject Call(JsonArray node, JsonObject constants)
    {
        var arguments = new List<JsonNode?>();
        var named = new JsonObject();
        JsonNode?[] entries = node is [JsonValue, ..] ? [node] : [.. node];
        foreach (var entry in entries.OfType<JsonArray>())
        {
            arguments.Add(Argument(entry));
            foreach (var (name, value) in entry is [_, _, _, JsonObject more, ..] ? more : [])
            {
                if (name == "y")
                    arguments.Add(Argument(value));
                else
                    named[name] = value?.DeepClone();
            }
        }
        foreach (var (place, value) in constants.OrderBy(constant => int.Parse(constant.Key, CultureInfo.InvariantCulture)))
            arguments.Insert(Math.Min(int.Parse(place, CultureInfo.InvariantCulture), arguments.Count), value?.DeepClone());
        return new JsonObject { ["args"] = new JsonArray([.. arguments]), ["kwargs"] = named };
    }

    private static JsonNode? Argument(JsonNode? value)
    {
        if (value is not JsonArray { Count: >= 3 } triple || triple[0] is not JsonValue first || !first.TryGetValue(out string? layer))
            return value?.DeepClone();
        return layer == Constant ? triple[2]?.DeepClone() : new JsonObject
        {
            ["class_name"] = "__keras_tensor__",
            ["config"] = new JsonObject { ["keras_history"] = new JsonArray(layer, triple[1]?.DeepClone(), triple[2]?.DeepClone()) },
        };
    }
}

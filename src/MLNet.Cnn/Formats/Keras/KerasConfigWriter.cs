using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNet.Cnn;

/// <summary>Writes the configuration of a network as Keras 3 does: a Sequential where it is one, else a Functional model.</summary>
/// <remarks>Source: keras/src/saving/serialization_lib.py, keras/src/models/sequential.py and functional.py.</remarks>
internal static class KerasConfigWriter
{
    private static readonly JsonSerializerOptions Text = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of <c>config.json</c>.</summary>
    /// <exception cref="NotSupportedException">Keras cannot express a layer; the message names it.</exception>
    public static byte[] Write(Network network) => JsonSerializer.SerializeToUtf8Bytes(network.IsSequential ? Sequential(network) : Functional(network), Text);

    private static JsonObject Sequential(Network network) => new()
    {
        ["module"] = "keras",
        ["class_name"] = "Sequential",
        ["config"] = new JsonObject
        {
            ["name"] = network.Name,
            ["trainable"] = true,
            ["layers"] = new JsonArray([.. network.Layers.Select(layer => Envelope(network, layer))]),
            ["build_input_shape"] = KerasLayerWriter.Batch(network.InputShape),
        },
        ["registered_name"] = null,
    };

    private static JsonObject Functional(Network network) => new()
    {
        ["module"] = "keras.src.models.functional",
        ["class_name"] = "Functional",
        ["config"] = new JsonObject
        {
            ["name"] = network.Name,
            ["trainable"] = true,
            ["layers"] = new JsonArray([.. KerasOrder.Of(network).Select(index => Node(network, network.Layers[index]))]),
            ["input_layers"] = History(network.Layers[0]),
            ["output_layers"] = History(network.Layers[^1]),
        },
        ["registered_name"] = "Functional",
    };

    private static JsonObject Envelope(Network network, NetworkLayer layer) => new()
    {
        ["module"] = "keras.layers",
        ["class_name"] = layer.Layer.Kind,
        ["config"] = KerasLayerWriter.Config(layer, layer.Inputs.Count == 0 ? layer.Shape : network.Layers[layer.Inputs[0]].Shape),
        ["registered_name"] = null,
    };

    private static JsonObject Node(Network network, NetworkLayer layer)
    {
        var envelope = Envelope(network, layer);
        envelope["name"] = layer.Name;
        JsonNode[] tensors = [.. layer.Inputs.Select(index => Tensor(network.Layers[index]))];
        // Layers that merge take a list of tensors, the others one.
        JsonArray arguments = tensors.Length > 1 ? [new JsonArray(tensors)] : new JsonArray(tensors);
        envelope["inbound_nodes"] = tensors.Length == 0 ? new JsonArray() : new JsonArray(new JsonObject { ["args"] = arguments, ["kwargs"] = new JsonObject() });
        return envelope;
    }

    private static JsonObject Tensor(NetworkLayer layer) => new()
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject { ["shape"] = KerasLayerWriter.Batch(layer.Shape), ["dtype"] = "float32", ["keras_history"] = History(layer) },
    };

    /// <summary>Layer, application, output.</summary>
    private static JsonArray History(NetworkLayer layer) => [layer.Name, 0, 0];
}

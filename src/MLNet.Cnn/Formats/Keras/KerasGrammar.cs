using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNet.Cnn;

/// <summary>Configurations of Keras 1 and 2 in the words of Keras 3.</summary>
internal static class KerasGrammar
{
    private const int DeepestJson = 256;

    /// <summary>Settings of Keras 1 under their later names. Source: keras/legacy/interfaces.py of Keras 2.</summary>
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["nb_filter"] = "filters",
        ["border_mode"] = "padding",
        ["subsample"] = "strides",
        ["atrous_rate"] = "dilation_rate",
        ["bias"] = "use_bias",
        ["output_dim"] = "units",
        ["p"] = "rate",
        ["dim_ordering"] = "data_format",
    };

    /// <summary>Settings of Keras 1 that say nothing of what a trained layer computes.</summary>
    private static readonly HashSet<string> Forgotten = [
        "init", "depthwise_init", "pointwise_init", "beta_init", "gamma_init", "input_dim", "input_length", "weights", "W_regularizer", "b_regularizer",
        "U_regularizer", "W_constraint", "b_constraint", "mode_type", "dot_axes", "output_shape", "output_shape_type", "output_mask", "output_mask_type", "arguments"];

    /// <summary>The version of Keras that a description names.</summary>
    public static string? VersionIn(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("keras_version", out var version) && version.ValueKind == JsonValueKind.String ? version.GetString() : null;

    /// <summary>Reads a configuration.</summary>
    /// <param name="json">The text, in UTF-8.</param>
    /// <param name="version">The version of Keras that wrote it. Default: what the configuration says itself, and 3 if it says nothing.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="NotSupportedException">It has a layer that meant something else then; the message names it.</exception>
    public static JsonDocument Parse(byte[] json, string? version = null)
    {
        var options = new JsonDocumentOptions { MaxDepth = DeepestJson };
        var document = JsonDocument.Parse(json, options);
        version ??= VersionIn(document.RootElement) ?? "3";
        int major = int.TryParse(version.Split('.')[0], out int number) ? number : throw new InvalidDataException($"its Keras version is '{version}'.");
        if (major >= 3)
            return document;
        using (document)
        {
            var root = JsonNode.Parse(json, documentOptions: options) ?? throw new JsonException("the configuration is empty.");
            Modernize(root, major);
            return JsonDocument.Parse(root.ToJsonString(new JsonSerializerOptions { MaxDepth = DeepestJson }), options);
        }
    }

    /// <summary>Changes a model or a layer, and what is inside of it.</summary>
    private static void Modernize(JsonNode? node, int major)
    {
        if (node is not JsonObject layer)
            return;
        // A Sequential was a bare list.
        if (layer["config"] is JsonArray list)
            layer["config"] = new JsonObject { ["name"] = layer["name"]?.DeepClone() ?? "sequential", ["layers"] = list.DeepClone() };
        if (layer["config"] is not JsonObject config)
            return;
        if (config["layers"] is JsonArray layers)
        {
            foreach (var inner in layers)
                Modernize(inner, major);
            return;
        }
        KerasTensorFlowOperations.Modernize(layer, config);
        if (config["activation"] is JsonValue activation && activation.TryGetValue(out string? function) && function == "hard_sigmoid")
            throw new NotSupportedException($"Layer '{config["name"]}' ({layer["class_name"]}): the activation 'hard_sigmoid' was 0.2 x + 0.5 before Keras 3 and is x / 6 + 0.5 since. Replace it and train again.");
        if (major == 1)
            RenameSettings(layer, config);
    }

    private static void RenameSettings(JsonObject layer, JsonObject config)
    {
        if (config["nb_row"] is { } rows && config["nb_col"] is { } columns)
            config["kernel_size"] = new JsonArray(rows.DeepClone(), columns.DeepClone());
        config.Remove("nb_row");
        config.Remove("nb_col");
        foreach (string name in config.Select(setting => setting.Key).ToList())
        {
            if (Forgotten.Contains(name))
                config.Remove(name);
            else if (Renamed.TryGetValue(name, out string? later) && config.Remove(name, out var value))
                config[later] = name == "dim_ordering" ? DataFormat((string?)value) : value;
        }
        switch ((string?)layer["class_name"])
        {
            case "AtrousConvolution2D":
                layer["class_name"] = "Conv2D";
                break;
            // Modes 1 and 2 normalize each image, or by the batch in inference too; the layer then refuses them as a setting it does not know.
            case "BatchNormalization" when config["mode"]?.GetValueKind() == JsonValueKind.Number && (int)config["mode"]! == 0:
                config.Remove("mode");
                break;
            case "Merge":
                Merge(layer, config);
                break;
        }
    }

    private static string? DataFormat(string? ordering) => ordering switch
    {
        "tf" or "default" => "channels_last",
        "th" => "channels_first",
        _ => ordering,
    };

    private static void Merge(JsonObject layer, JsonObject config)
    {
        string? kind = (string?)config["mode"] switch
        {
            "sum" => "Add",
            "mul" => "Multiply",
            "ave" => "Average",
            "max" => "Maximum",
            "concat" => "Concatenate",
            _ => null,
        };
        if (kind is null)
            return;
        layer["class_name"] = kind;
        config.Remove("mode");
        if (config.Remove("concat_axis", out var axis) && kind == "Concatenate")
            config["axis"] = axis;
    }
}

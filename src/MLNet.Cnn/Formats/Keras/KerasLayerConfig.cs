using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>The settings of one layer as Keras wrote them; every setting must be asked for, or be known to change nothing.</summary>
internal sealed class KerasLayerConfig
{
    /// <summary>What says nothing of what the layer computes here: first values are replaced by the file's weights.</summary>
    private static readonly HashSet<string> WithoutMeaning = [
        "name", "trainable", "dtype", "batch_input_shape", "batch_shape", "input_shape", "input_dtype", "sparse", "ragged", "optional", "seed",
        "synchronized", "autocast", "quantization_config", "lora_rank", "lora_alpha"];

    /// <summary>The packages that Keras' own classes come from.</summary>
    private static readonly HashSet<string> Own = ["keras", "tf_keras", "tensorflow"];

    /// <summary>Endings of settings that act on training in Keras alone: what the layer computes does not depend on them.</summary>
    private static readonly string[] _onlyForKerasTraining = ["_initializer", "_regularizer", "_constraint"];

    private readonly JsonElement _config;
    private readonly HashSet<string> _asked = [];

    /// <param name="envelope">The object with <c>class_name</c> and <c>config</c>.</param>
    public KerasLayerConfig(JsonElement envelope)
    {
        Envelope = envelope;
        ClassName = Member(envelope, "class_name", "A layer").GetString() ?? "";
        _config = Member(envelope, "config", $"A layer ({ClassName})");
        if (_config.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"A layer ({ClassName}): its 'config' is no object.");
        Name = envelope.TryGetProperty("name", out var name) && name.GetString() is { } given ? given
            : _config.TryGetProperty("name", out name) && name.GetString() is { } own ? own : LayerNames.SnakeCase(ClassName);
        RefuseStrangers();
    }

    public JsonElement Envelope { get; }

    public string ClassName { get; }

    public string Name { get; }

    public bool Trainable => !_config.TryGetProperty("trainable", out var value) || value.ValueKind != JsonValueKind.False;

    /// <summary>How messages call the layer.</summary>
    public string Title => $"Layer '{Name}' ({ClassName})";

    /// <summary>The setting, or <see langword="null"/> where it is absent or null.</summary>
    public JsonElement? Find(string member)
    {
        _asked.Add(member);
        return _config.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    public JsonElement Get(string member) => Find(member) ?? throw new InvalidDataException($"{Title}: the setting '{member}' is missing.");

    public int Int(string member, int? otherwise = null) => Convert(member, otherwise, value => value.GetInt32());

    public double Double(string member, double? otherwise = null) => Convert(member, otherwise, value => value.GetDouble());

    public bool Bool(string member, bool otherwise) => Convert<bool>(member, otherwise, value => value.GetBoolean());

    public string Text(string member, string otherwise) => Find(member) is { } value ? Converted(member, value, v => v.GetString()!) : otherwise;

    /// <summary>One number for both directions, or a pair.</summary>
    public Size2D Size(string member, Size2D? otherwise = null) => Convert(member, otherwise, Pair);

    public int[] Ints(string member) => Converted(member, Get(member), Numbers);

    public double[] Doubles(string member) => Converted(member, Get(member), value => value.EnumerateArray().Select(item => item.GetDouble()).ToArray());

    public Padding Padding() => Text("padding", "valid").ToLowerInvariant() switch
    {
        "valid" => MLNet.Cnn.Padding.Valid,
        "same" => MLNet.Cnn.Padding.Same,
        var other => throw Unsupported("padding", other),
    };

    /// <summary>Throws unless a setting has the one value that can be expressed.</summary>
    public void Expect(string member, params ReadOnlySpan<string> allowed)
    {
        if (Find(member) is { } value && !allowed.Contains(value.GetRawText().Replace(" ", "", StringComparison.Ordinal)))
            throw Unsupported(member, value.GetRawText());
    }

    /// <summary>Throws unless <c>axis</c> is the last one, counted from either end; the batch is axis 0.</summary>
    public void ExpectLastAxis(Shape input) => Expect("axis", "-1", "[-1]", FormattableString.Invariant($"{input.Rank}"), FormattableString.Invariant($"[{input.Rank}]"));

    /// <summary>Throws for a setting that nobody asked for: it might change what the layer computes.</summary>
    public void RefuseUnread()
    {
        foreach (var property in _config.EnumerateObject())
        {
            bool isEmpty = property.Value.ValueKind is JsonValueKind.Null;
            if (!isEmpty && !_asked.Contains(property.Name) && !WithoutMeaning.Contains(property.Name)
                && !_onlyForKerasTraining.Any(ending => property.Name.EndsWith(ending, StringComparison.Ordinal)))
            {
                throw Unsupported(property.Name, property.Value.GetRawText());
            }
        }
    }

    public NotSupportedException Unsupported(string member, string value) =>
        new($"{Title}: the setting '{member}' with the value {(value.Length > 80 ? value[..80] + "…" : value)} is not supported.");

    /// <summary>The text of an activation: a name, or an object with <c>class_name</c>.</summary>
    public string ActivationName(string member)
    {
        if (Find(member) is not { } value)
            return "linear";
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!;
        // A function of Keras itself is an object whose "config" is its name.
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty("config", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()! : throw Unsupported(member, value.GetRawText());
    }

    /// <summary>A class of somebody else may bear the name of one of Keras' own and compute something else; Keras 3 writes where it comes from.</summary>
    private void RefuseStrangers()
    {
        string? module = Origin("module"), registered = Origin("registered_name");
        if ((module is not null && !Own.Contains(module.Split('.')[0])) || (registered is not null && registered != ClassName))
        {
            throw new NotSupportedException(
                $"{Title}: its class is '{registered ?? ClassName}' of the module '{module ?? "?"}', not that of Keras itself. Build it of layers of Keras and save the model again.");
        }

        string? Origin(string member) => Envelope.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private static JsonElement Member(JsonElement envelope, string name, string owner) =>
        envelope.ValueKind == JsonValueKind.Object && envelope.TryGetProperty(name, out var value)
            ? value : throw new InvalidDataException($"{owner} of the configuration has no '{name}'.");

    private static Size2D Pair(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetInt32();
        return Numbers(value) is [var height, var width] ? (height, width) : throw new FormatException("two numbers are expected");
    }

    private static int[] Numbers(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? [value.GetInt32()] : [.. value.EnumerateArray().Select(item => item.GetInt32())];

    private T Convert<T>(string member, T? otherwise, Func<JsonElement, T> convert)
        where T : struct =>
        Find(member) is { } value ? Converted(member, value, convert)
        : otherwise ?? throw new InvalidDataException($"{Title}: the setting '{member}' is missing.");

    private T Converted<T>(string member, JsonElement value, Func<JsonElement, T> convert)
    {
        try
        {
            return convert(value);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"{Title}: the setting '{member}' has the value {value.GetRawText()}, which cannot be read: {exception.Message}", exception);
        }
    }
}

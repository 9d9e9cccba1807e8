using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNet.Cnn;

/// <summary>A network definition as JSON text: names, settings and connections of the layers, no weights.</summary>
/// <remarks>Settings are written whole, defaults included, so that a file keeps its meaning if a default ever changes.</remarks>
internal static class NetworkJson
{
    // Part of every hash that checkpoints and journals hold, and therefore never raised.
    private const int IdentityFormat = 1;

    private static readonly string[] Members = ["format", "name", "layers"];
    private static readonly string[] LayerMembers = ["kind", "inputs", "settings"];

    public static string Write(Network network) => Text(network, StoredFormat.Current);

    /// <summary>What tells a network from others, in checkpoints and journals of every version: equal for equal networks.</summary>
    public static string Identity(Network network) => Text(network, IdentityFormat);

    /// <summary>The network of a text that <see cref="Write"/> gave.</summary>
    /// <exception cref="InvalidDataException">The text is of a newer format, or no network; the message says which.</exception>
    public static Network Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            StoredFormat.Check(root.GetProperty("format").GetInt32(), "The network definition");
            RefuseOthers(root, Members, "The network definition");
            var symbols = new List<Symbol>();
            foreach (var element in root.GetProperty("layers").EnumerateArray())
            {
                RefuseOthers(element, LayerMembers, "A layer of the network definition");
                var layer = (Layer)RecordJson.Read(LayerKinds.TypeOf(element.GetProperty("kind").GetString()!), element.GetProperty("settings"));
                Symbol[] inputs = [.. element.GetProperty("inputs").EnumerateArray().Select(index => symbols[index.GetInt32()])];
                symbols.Add(layer is InputLayer input ? Symbol.FromInput(input) : inputs[0].Apply(layer, inputs[1..]));
            }
            return new Network(symbols[0], symbols[^1], root.GetProperty("name").GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"The network definition cannot be read: {exception.Message}", exception);
        }
    }

    private static string Text(Network network, int format) => new JsonObject
    {
        ["format"] = format,
        ["name"] = network.Name,
        ["layers"] = new JsonArray([.. network.Layers.Select(layer => new JsonObject
        {
            ["kind"] = layer.Layer.Kind,
            ["inputs"] = new JsonArray([.. layer.Inputs.Select(index => JsonValue.Create(index))]),
            ["settings"] = RecordJson.Write(layer.Layer),
        })]),
    }.ToJsonString(RecordJson.Options);

    private static void RefuseOthers(JsonElement element, string[] known, string what)
    {
        if (element.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new InvalidDataException($"{what} has no member '{unknown}'. {StoredFormat.Cause}");
    }
}

using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>Reads nodes out of a file with one JSON object a line.</summary>
internal static class OnnxVectorFile
{
    public static IEnumerable<OnnxNode> Read(string path)
    {
        foreach (string line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            var node = document.RootElement.Clone();
            yield return new OnnxNode(
                node.GetProperty("test").GetString()!,
                node.GetProperty("op").GetString()!,
                node.GetProperty("opset").GetInt32(),
                node.GetProperty("attributes").EnumerateObject().ToDictionary(attribute => attribute.Name, attribute => attribute.Value),
                [.. node.GetProperty("inputs").EnumerateArray().Select(input => input.ValueKind == JsonValueKind.Null ? null : Array(input))],
                [.. node.GetProperty("outputs").EnumerateArray().Select(Array)]);
        }
    }

    private static OnnxTensor Array(JsonElement array) => new(
        array.GetProperty("dtype").GetString()!,
        new Tensor(
            [.. array.GetProperty("data").EnumerateArray().Select(Number)],
            [.. array.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())]));

    private static float Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => (float)value.GetDouble(),
    };
}

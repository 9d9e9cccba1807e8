using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>Presets that Keras' applications have too: the same layers with the same names, classes, shapes and parameters.</summary>
[Trait("Category", "Conformance")]
public class KerasApplicationTests
{
    [Fact]
    public void Presets_have_the_layer_tables_of_keras_applications()
    {
        string folder = ConformanceFolder.Require("keras-goldens", "applications");
        var report = new ConformanceReport("keras-goldens/applications: presets");
        foreach (string file in Directory.EnumerateFiles(folder, "*.layers.json").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file).Split('.')[0];
            report.Run(name, () => Check(name, file));
        }
        report.Finish();
    }

    private static void Check(string name, string file)
    {
        var preset = DeepPresets.All.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value
            ?? throw new NotSupportedException($"there is no preset '{name}'.");
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        var layers = root.GetProperty("layers").EnumerateArray().ToList();
        int[] image = Output(layers[0]);
        var network = preset.Build(new(image), Output(layers[^1])[0]);

        Assert.Equal(root.GetProperty("params").GetInt64(), network.ParameterCount);
        // Branches that do not depend on each other may come in either order, and Keras counts the layers it has named itself over all its models.
        Assert.Equal(
            layers.Select(layer => Row(layer.GetProperty("name").GetString()!, layer.GetProperty("class").GetString()!, Output(layer), layer.GetProperty("params").GetInt64())).Order(StringComparer.Ordinal),
            network.Layers.Select(layer => Row(layer.Name, layer.Layer.Kind, layer.Shape.Dimensions, layer.ParameterCount)).Order(StringComparer.Ordinal));
    }

    private static int[] Output(JsonElement layer) => [.. layer.GetProperty("output").EnumerateArray().Skip(1).Select(dimension => dimension.GetInt32())];

    private static string Row(string name, string kind, IEnumerable<int> shape, long parameters)
    {
        string plain = LayerNames.SnakeCase(kind);
        string shown = name.StartsWith(plain, StringComparison.Ordinal) && name[plain.Length..].TrimStart('_').All(char.IsDigit) ? plain : name;
        return $"{shown} {kind} {string.Join('x', shape)} {parameters}";
    }
}

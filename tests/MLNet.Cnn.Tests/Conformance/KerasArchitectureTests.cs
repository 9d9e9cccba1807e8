using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>Well-known networks out of their configurations alone, against the tables that Keras made of them.</summary>
[Trait("Category", "Conformance")]
public class KerasArchitectureTests
{
    private const string ConfigEnding = ".config.json";

    [Fact]
    public void Layers_shapes_parameters_and_their_order_are_those_of_Keras()
    {
        string folder = ConformanceFolder.Require("keras-goldens", "applications");
        var report = new ConformanceReport("keras-goldens/applications: architectures");
        foreach (string file in Directory.EnumerateFiles(folder, $"*{ConfigEnding}").Order(StringComparer.Ordinal))
        {
            report.Run(Path.GetFileName(file), () =>
            {
                var network = KerasModel.LoadArchitecture(file);
                using var table = JsonDocument.Parse(File.ReadAllText(file.Replace(ConfigEnding, ".layers.json", StringComparison.Ordinal)));
                Assert.Equal(table.RootElement.GetProperty("params").GetInt64(), network.ParameterCount);
                Assert.Equal(table.RootElement.GetProperty("trainable").GetInt64(), network.TrainableParameterCount);
                Assert.Equal(
                    table.RootElement.GetProperty("layers").EnumerateArray().Select(Row),
                    KerasOrder.Of(network).Select(index => Row(network.Layers[index])));
            });
        }
        report.Finish();
    }

    private static string Row(JsonElement layer) =>
        $"{layer.GetProperty("name")} {layer.GetProperty("class")} {string.Join('x', layer.GetProperty("output").EnumerateArray().Skip(1))} {layer.GetProperty("params")}";

    private static string Row(NetworkLayer layer) => FormattableString.Invariant($"{layer.Name} {layer.Layer.Kind} {layer.Shape} {layer.ParameterCount}");
}

using System.IO.Compression;
using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>Every golden model, imported and exported: it comes back equal, and its configuration says what Keras' own says.</summary>
[Trait("Category", "Conformance")]
public class KerasExportTests
{
    [Theory]
    [InlineData("keras-goldens/layers")]
    [InlineData("keras-goldens/networks")]
    [InlineData("keras-goldens/applications")]
    [InlineData("keras-trained")]
    [InlineData("keras-models")]
    public void Models_come_back_equal_and_in_the_words_of_Keras(string group)
    {
        string folder = ConformanceFolder.Require(group.Split('/'));
        using var written = new TestFolder();
        string copy = written.File("copy.keras");
        var report = new ConformanceReport($"{group}: exported");
        int compared = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".keras" or ".h5" && !file.EndsWith(".weights.h5", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            report.Run(Path.GetRelativePath(folder, file), () =>
            {
                var model = KerasModel.Load(file);
                model.Save(copy);
                var again = KerasModel.Load(copy);
                Assert.Equal(model.Network, again.Network);
                Assert.Equal(model.Weights.Sha256(), again.Weights.Sha256());
                if (Path.GetExtension(file) == ".keras")
                    compared += CompareConfigurations(file, copy);
            });
        }
        Console.WriteLine($"  {compared} configurations compared");
        report.Finish();
    }

    [Fact]
    public void Architectures_come_back_equal()
    {
        string folder = ConformanceFolder.Require("keras-goldens", "applications");
        var report = new ConformanceReport("keras-goldens/applications: architectures exported");
        foreach (string file in Directory.EnumerateFiles(folder, "*.config.json").Order(StringComparer.Ordinal))
        {
            report.Run(Path.GetFileName(file), () =>
            {
                using var written = new TestFolder();
                string copy = written.File("config.json");
                var network = KerasModel.LoadArchitecture(file);
                File.WriteAllBytes(copy, KerasConfigWriter.Write(network));
                Assert.Equal(network, KerasModel.LoadArchitecture(copy));
                using var expected = JsonDocument.Parse(File.ReadAllBytes(file));
                using var actual = JsonDocument.Parse(File.ReadAllBytes(copy));
                CompareModels(actual.RootElement, expected.RootElement);
            });
        }
        report.Finish();
    }

    /// <summary>Models without models and augmentation inside are written as they were read; the others become flat.</summary>
    private static int CompareConfigurations(string file, string copy)
    {
        using var expected = Config(file);
        using var actual = Config(copy);
        var layers = expected.RootElement.GetProperty("config").GetProperty("layers").EnumerateArray().ToList();
        if (layers.Count != actual.RootElement.GetProperty("config").GetProperty("layers").GetArrayLength() || layers.Any(layer => layer.GetProperty("config").TryGetProperty("layers", out _)))
            return 0;
        // Files written by hand leave out what is usual.
        if (layers.Any(layer => !layer.GetProperty("config").TryGetProperty("dtype", out _)))
            return 0;
        // A model called with training=False is written as what it then does: without dropout.
        if (layers.Any(layer => layer.GetRawText().Contains("\"training\": false", StringComparison.Ordinal)))
            return 0;
        CompareModels(actual.RootElement, expected.RootElement);
        return 1;
    }

    /// <summary>A chain is written as a Sequential, whatever it was; its layers are the same.</summary>
    private static void CompareModels(JsonElement actual, JsonElement expected)
    {
        if (actual.GetProperty("class_name").ValueEquals(expected.GetProperty("class_name").GetString()))
        {
            Compare("", actual, expected);
            return;
        }
        foreach (var (layer, other) in actual.GetProperty("config").GetProperty("layers").EnumerateArray().Zip(expected.GetProperty("config").GetProperty("layers").EnumerateArray()))
            Compare("", layer, other);
    }

    private static JsonDocument Config(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        using var stream = archive.GetEntry("config.json")!.Open();
        return JsonDocument.Parse(stream);
    }

    /// <summary>What is written must be what Keras wrote; null says nothing, and Keras may say more.</summary>
    private static void Compare(string where, JsonElement actual, JsonElement expected)
    {
        if (actual.ValueKind == JsonValueKind.Null)
            return;
        Assert.True(actual.ValueKind == expected.ValueKind, $"{where}: {actual.GetRawText()} instead of {expected.GetRawText()}");
        switch (actual.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in actual.EnumerateObject())
                {
                    // The last axis has two numbers, one from either end; another one is not imported.
                    if (member.Value.ValueKind != JsonValueKind.Null && member.Name != "axis")
                        Compare($"{where}/{member.Name}", member.Value, expected.TryGetProperty(member.Name, out var other) ? other : throw new InvalidDataException($"{where}: Keras does not write '{member.Name}'"));
                }
                break;
            case JsonValueKind.Array:
                Assert.True(actual.GetArrayLength() == expected.GetArrayLength(), $"{where}: {actual.GetRawText()} instead of {expected.GetRawText()}");
                for (int i = 0; i < actual.GetArrayLength(); i++)
                    Compare($"{where}[{i}]", actual[i], expected[i]);
                break;
            case JsonValueKind.Number:
                Assert.True(actual.GetDouble() == expected.GetDouble(), $"{where}: {actual.GetRawText()} instead of {expected.GetRawText()}");
                break;
            default:
                Assert.True(actual.GetRawText() == expected.GetRawText(), $"{where}: {actual.GetRawText()} instead of {expected.GetRawText()}");
                break;
        }
    }
}

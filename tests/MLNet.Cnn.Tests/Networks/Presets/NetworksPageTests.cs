using System.Globalization;

namespace MLNet.Cnn.Tests;

/// <summary>The table of docs/networks.md says what the presets are.</summary>
public class NetworksPageTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(LibrarySource.Repository, "docs", "networks.md"));

    // Rows are named by what a program calls.
    private static readonly Dictionary<string, string> Calls = new()
    {
        ["PlainNet20"] = "ResNetCifar(20, Shortcut.None)",
        ["Vgg13"] = "Vgg13(batchNormalization: true)",
    };

    public static TheoryData<string> Names => DeepPresets.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_preset_is_in_the_table_with_its_numbers(string name)
    {
        string call = Calls.GetValueOrDefault(name, name);

        string row = Assert.Single(Lines, line => line.StartsWith($"| `{call}` |", StringComparison.Ordinal));

        Assert.StartsWith($"| `{call}` | {Numbers(name, new(32, 32, 3), 10)} | {Numbers(name, new(224, 224, 3), 1000)} |", row);
    }

    [Fact]
    public void The_recipe_is_printed_as_the_page_shows_it()
    {
        var recipe = TrainingRecipe.For(Networks.ResNet20()) with { Epochs = 60 };

        Assert.Contains($"```text\n{recipe}\n```", string.Join('\n', Lines));
    }

    private static string Numbers(string name, Shape shape, int classes)
    {
        var network = DeepPresets.All[name].Build(shape, classes);
        return string.Create(CultureInfo.InvariantCulture, $"{network.ParameterCount:N0} | {network.MultiplyAdds / 1e6:N1}");
    }
}

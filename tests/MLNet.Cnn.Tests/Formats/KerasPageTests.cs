namespace MLNet.Cnn.Tests;

/// <summary>docs/keras.md tells of every layer there is, and of nothing else.</summary>
public class KerasPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(LibrarySource.Repository, "docs", "keras.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_table_has_every_layer() => Assert.Equal(
        typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract)
            .Select(type => type == typeof(ActivationLayer) ? "Activation" : type.Name).Order(),
        Page.Split('\n').Where(line => line.Contains("| yes | yes |", StringComparison.Ordinal)).SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries)).Order());

    [Fact]
    public void The_table_has_every_layer_that_becomes_augmentation()
    {
        string row = Page.Split('\n').Single(line => line.Contains("| as augmentation |", StringComparison.Ordinal));

        Assert.All(row.Split('|')[1].Split(',', StringSplitOptions.TrimEntries), name => Assert.NotNull(typeof(AugmentationOperation).Assembly.GetType($"MLNet.Cnn.{name}")));
    }
}

using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>What the library is compiled against comes with its package.</summary>
public class PackageTests
{
    [Fact]
    public void No_package_that_the_library_references_is_kept_private()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(LibrarySource.Repository, "src", "MLNet.Cnn", "obj", "project.assets.json")));
        var dependencies = assets.RootElement.GetProperty("project").GetProperty("frameworks").EnumerateObject().Single().Value.GetProperty("dependencies").EnumerateObject().ToList();

        var kept = dependencies.Where(dependency => dependency.Value.TryGetProperty("suppressParent", out var suppressed) && suppressed.GetString() == "All").Select(dependency => dependency.Name);

        Assert.Contains("SharpZipLib", dependencies.Select(dependency => dependency.Name));
        Assert.Empty(kept);
    }
}

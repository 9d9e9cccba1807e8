using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>What the library is compiled against comes with its package.</summary>
public class PackageTests
{
    [Fact]
    public void No_package_that_is_kept_private_is_used_by_the_library()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(LibrarySource.Repository, "src", "MLNet.Cnn", "obj", "project.assets.json")));
        string[] kept = [.. assets.RootElement.GetProperty("project").GetProperty("frameworks").EnumerateObject().Single().Value.GetProperty("dependencies").EnumerateObject()
            .Where(dependency => dependency.Value.TryGetProperty("suppressParent", out var suppressed) && suppressed.GetString() == "All").Select(dependency => dependency.Name)];

        Assert.Contains("SharpZipLib", kept);
        Assert.Empty(kept.Intersect(typeof(Network).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)));
    }
}

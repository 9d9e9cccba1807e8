using PublicApiGenerator;

namespace MLNet.Cnn.Tests;

public class PublicApiTests
{
    /// <summary>
    /// A change of the public surface is meant to be seen: where this fails and the change is wanted, PublicApi.actual.txt, which it has written
    /// beside PublicApi.txt, replaces that file.
    /// </summary>
    [Fact]
    public void The_public_surface_is_the_reviewed_one()
    {
        string folder = Path.Combine(LibrarySource.Repository, "tests", "MLNet.Cnn.Tests", "Architecture");
        string reviewed = Path.Combine(folder, "PublicApi.txt");
        string actual = typeof(Network).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n");
        string expected = File.Exists(reviewed) ? File.ReadAllText(reviewed).ReplaceLineEndings("\n") : "";
        string beside = Path.Combine(folder, "PublicApi.actual.txt");
        if (actual == expected)
            File.Delete(beside);
        else
            File.WriteAllText(beside, actual);

        Assert.Equal(expected, actual);
    }
}

using PublicApiGenerator;

namespace MLNet.Cnn.Tests;

public class PublicApiTests
{
    /// <summary>
    /// A change of the public surface is meant to be seen: where this fails and the change is wanted, PublicApi.actual.txt, which it has written
    /// beside PublicApi.txt, replaces that file.
    /// </summary>
    [Theory]
    [InlineData(typeof(Network), "PublicApi")]
    [InlineData(typeof(TensorFlowEngine), "PublicApi.TensorFlow")]
    public void The_public_surface_is_the_reviewed_one(Type ofAssembly, string name)
    {
        string folder = Path.Combine(LibrarySource.Repository, "tests", "MLNet.Cnn.Tests", "Architecture");
        string reviewed = Path.Combine(folder, $"{name}.txt");
        string actual = ofAssembly.Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] }).ReplaceLineEndings("\n");
        string expected = File.Exists(reviewed) ? File.ReadAllText(reviewed).ReplaceLineEndings("\n") : "";
        string beside = Path.Combine(folder, $"{name}.actual.txt");
        if (actual == expected)
            File.Delete(beside);
        else
            File.WriteAllText(beside, actual);

        Assert.Equal(expected, actual);
    }
}

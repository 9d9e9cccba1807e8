using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MLNet.Cnn.Tests;

/// <summary>The lines by which README has the packages built and used, and what the packages say of themselves.</summary>
public sealed partial class PackagesTests(PackedRepository repository) : IClassFixture<PackedRepository>
{
    private static readonly Page Readme = new("README.md");

    [Fact]
    public void The_lines_of_the_readme_build_a_program_without_a_warning_and_it_trains()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The lines name the package of Linux.");
        string[] lines = [.. Readme.Blocks("use")];
        var shell = repository.Shell;
        shell.Run(lines[0]);
        string project = repository.FileBeside("digits/digits.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace("</PropertyGroup>", Assert.Single(Readme.Blocks("use in the project")) + "</PropertyGroup>", StringComparison.Ordinal));
        File.WriteAllText(repository.FileBeside("digits/Program.cs"), Readme.Blocks("program").First());
        CopyDigits(repository.FileBeside("digits"));

        string added = shell.Run($"cd ../digits\n{lines[1]}");
        string built = shell.Run("cd ../digits\ndotnet build");
        string output = shell.Run("cd ../digits\ndotnet run --no-build");

        Assert.DoesNotContain("warn", added, StringComparison.OrdinalIgnoreCase);
        Assert.Matches(@"\s0 Warning\(s\)", built);
        Assert.StartsWith("Epoch 1/3: ", output, StringComparison.Ordinal);
        Assert.Contains("Test accuracy ", output, StringComparison.Ordinal);
        Assert.True(File.Exists(repository.FileBeside("digits/digits.zip")));
    }

    [Fact]
    public void The_same_program_runs_as_a_single_file_with_the_lines_of_the_page()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The lines name the package of Linux.");
        string folder = Directory.CreateDirectory(repository.FileBeside("single")).FullName;
        repository.Shell.Run("dotnet pack src/MLNet.Cnn --output ../single/packages");
        File.WriteAllText(Path.Combine(folder, "digits.cs"), Assert.Single(new Page("docs", "platforms.md").Blocks("use in a file")) + Readme.Blocks("program").First());
        CopyDigits(folder);

        string output = repository.Shell.Run("cd ../single\ndotnet run digits.cs");

        Assert.DoesNotContain("warn", output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Test accuracy ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MLNet.Cnn")]
    [InlineData("MLNet.Cnn.TensorFlow")]
    public void A_package_says_where_it_comes_from_and_its_page_has_absolute_links(string name)
    {
        repository.Shell.Run($"dotnet pack src/{name} --output ../packed");
        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(repository.FileBeside("packed"), $"{name}.?.?.?.nupkg")));

        var metadata = XDocument.Parse(Read(package, $"{name}.nuspec")).Root!.Elements().Single();
        string Value(string element) => metadata.Elements().Single(child => child.Name.LocalName == element).Value;
        string home = Value("projectUrl");
        Assert.Equal("https", new Uri(home).Scheme);
        Assert.Equal(home, metadata.Elements().Single(child => child.Name.LocalName == "repository").Attribute("url")!.Value);
        Assert.Equal("MIT", Value("license"));
        Assert.Contains("Keras", Value("tags").Split(' '));
        Assert.Equal($"{home}/blob/main/CHANGELOG.md", Value("releaseNotes"));
        using var icon = SkiaSharp.SKBitmap.Decode(package.GetEntry(Value("icon"))!.Open());
        Assert.Equal((128, 128), (icon.Width, icon.Height));
        string page = Read(package, Value("readme"));
        Assert.StartsWith($"# {name}\n", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.All(Links().Matches(page), link => Assert.StartsWith("https://", link.Groups[1].Value, StringComparison.Ordinal));
        Assert.All(Links().Matches(page).Select(link => link.Groups[1].Value).Where(link => link.StartsWith($"{home}/blob/main/", StringComparison.Ordinal)),
            link => Assert.True(File.Exists(Path.Combine(LibrarySource.Repository, link[$"{home}/blob/main/".Length..].Split('#')[0])), link));
    }

    private static void CopyDigits(string folder)
    {
        using var page = new PageFolder();
        foreach (string file in Directory.GetFiles(Environment.CurrentDirectory, "*.gz"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    private static string Read(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\]\(([^)#][^)]*)\)")]
    private static partial Regex Links();
}

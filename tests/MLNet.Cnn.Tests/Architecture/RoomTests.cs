namespace MLNet.Cnn.Tests;

/// <summary>The rooms of docs/architecture.md: folders of the library, each of which uses only those above it.</summary>
public class RoomTests
{
    private static readonly string[] Rooms =
        ["Wording", "Randomness", "Networks", "Optimization", "Augmentation", "Weights", "Formats", "Data", "Engines", "Training", "Scoring", "Transforms", "Evaluation", "Experiments"];

    /// <summary>Which folders may use which package; what is not listed may be used nowhere.</summary>
    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["TorchSharp"] = ["Engines/Torch"],
        ["Microsoft.ML.OnnxRuntime"] = ["Scoring"],
        ["Google.Protobuf"] = ["Formats"],
        ["PureHDF"] = ["Formats"],
        ["Microsoft.ML.Core"] = ["Data", "Transforms", "Evaluation", "Experiments"],
        ["Microsoft.ML.Data"] = ["Data", "Transforms", "Evaluation", "Experiments"],
        ["Microsoft.ML.DataView"] = ["Data", "Transforms", "Evaluation", "Experiments"],
        ["Microsoft.ML.ImageAnalytics"] = ["Data", "Transforms"],
        ["Microsoft.ML.StandardTrainers"] = ["Transforms", "Experiments/Candidates"],
        ["Microsoft.ML.Transforms"] = ["Transforms", "Experiments"],
        ["Microsoft.ML.OnnxTransformer"] = ["Transforms"],
        ["SkiaSharp"] = ["Data", "Evaluation"],
    };

    private static readonly LibrarySource Source = new();

    [Fact]
    public void Every_file_stands_in_a_known_room()
    {
        var strangers = Source.Files.Where(file => !Rooms.Contains(RoomOf(Source.FolderOf(file)))).Select(file => Path.GetRelativePath(Source.Root, file));

        Assert.Empty(strangers);
    }

    [Fact]
    public void A_room_uses_only_rooms_above_it()
    {
        var violations =
            from use in Source.Uses()
            let declaration = use.Used.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath
            where !string.IsNullOrEmpty(declaration)
            let user = RoomOf(Source.FolderOf(use.File))
            let used = RoomOf(Source.FolderOf(declaration))
            where Array.IndexOf(Rooms, used) > Array.IndexOf(Rooms, user)
            select $"{Path.GetRelativePath(Source.Root, use.File)} ({user}) uses {use.Used.Name} ({used})";

        Assert.Empty(violations.Distinct());
    }

    [Fact]
    public void Packages_are_used_only_in_their_rooms()
    {
        var violations =
            from use in Source.Uses()
            where use.Used.DeclaringSyntaxReferences.IsEmpty
            let assembly = use.Used.ContainingAssembly?.Name ?? ""
            where !assembly.StartsWith("System.", StringComparison.Ordinal)
            let allowed = Packages.GetValueOrDefault(assembly) ?? []
            let folder = Source.FolderOf(use.File)
            where !allowed.Any(room => folder == room || folder.StartsWith(room + "/", StringComparison.Ordinal))
            select $"{Path.GetRelativePath(Source.Root, use.File)} uses {use.Used.Name} of {assembly}";

        Assert.Empty(violations.Distinct());
    }

    [Fact]
    public void The_test_above_sees_the_packages_at_all()
    {
        var seen = Source.Uses().Where(use => use.Used.DeclaringSyntaxReferences.IsEmpty).Select(use => use.Used.ContainingAssembly?.Name).ToHashSet();

        Assert.Empty(Packages.Keys.Except(seen));
    }

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var long_files = Source.Files.Where(file => File.ReadLines(file).Count() > 300).Select(file => Path.GetRelativePath(Source.Root, file));

        Assert.Empty(long_files);
    }

    private static string RoomOf(string folder) => folder.Split('/')[0];
}

namespace MLNet.Cnn;

/// <summary>One part of a folder that is divided into training images and others.</summary>
/// <param name="Purpose">What its images are for.</param>
/// <param name="Folder">The folder that holds its class folders.</param>
internal sealed record SplitFolder(ImagePurpose Purpose, string Folder);

/// <summary>Tells a folder of class folders from one that is divided into parts, each with class folders of its own.</summary>
/// <remarks>Names alone do not decide, because a class may be called "train". What can be read in two ways is refused.</remarks>
internal static class SplitFolders
{
    /// <summary>The parts, training images first, or none: then each folder is a class.</summary>
    /// <exception cref="InvalidDataException">The names are those of a split, but what lies in the folders is not.</exception>
    public static IReadOnlyList<SplitFolder> Of(string folder)
    {
        var named = Named(folder);
        if (named.Count < 2)
            return named.Count == 0 || IsClass(named[0]) ? [] : throw Error(folder, named, Lone(folder, named[0]));
        if (named.GroupBy(part => part.Purpose).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Error(folder, named, $"{twice.Count()} of them hold {NameOf(twice.Key)} images by their names. Leave one of them there, or name each for what it is: train, validation, test.");
        if (named[0].Purpose != ImagePurpose.Training)
            throw Error(folder, named, "no folder of training images. Add one named train.");
        var classes = named.ToDictionary(part => part, part => ImageFolder.Classes(part.Folder));
        if (named.Find(part => classes[part].Count == 0) is { } bare)
            throw Error(folder, named, $"'{bare.Folder}' has no class folders with images. Give it some, or {(bare.Purpose == ImagePurpose.Training ? "take it away" : $"load '{named[0].Folder}' alone")}.");
        foreach (var part in named.Skip(1))
            CheckClasses(folder, named, part, classes[named[0]], classes[part]);
        return named;
    }

    /// <summary>The folder itself, or the one in it where an archive was unpacked into a folder of its own name: <c>seg_train/seg_train</c>.</summary>
    public static string WithoutDoubling(string folder)
    {
        while (!HasLooseImages(folder) && ImageFolder.Classes(folder) is [var only] && only.Equals(Path.GetFileName(folder), StringComparison.OrdinalIgnoreCase))
            folder = Path.Combine(folder, only);
        return folder;
    }

    /// <summary>The purpose as an adjective.</summary>
    public static string NameOf(ImagePurpose purpose) => purpose.ToString().ToLowerInvariant();

    private static List<SplitFolder> Named(string folder)
    {
        var names = FolderWalk.Folders(folder).Select(below => (Path: below, Name: SplitName.Of(Path.GetFileName(below)))).Where(below => below.Name is not null).ToList();
        // "train station" says nothing by itself; "seg_train" beside "seg_test" does.
        var parts = names.Where(part => part.Name!.Value.Frame == SplitName.Bare || names.Any(other =>
            other.Name!.Value.Frame == part.Name.Value.Frame && other.Name.Value.Purpose != part.Name.Value.Purpose));
        return [.. parts.OrderBy(part => part.Name!.Value.Purpose).ThenBy(part => part.Path, StringComparer.Ordinal)
            .Select(part => new SplitFolder(part.Name!.Value.Purpose, WithoutDoubling(part.Path)))];
    }

    /// <summary>Whether a single folder with such a name is a class: images lie directly in it, or none. No class is called test.</summary>
    private static bool IsClass(SplitFolder part) =>
        HasLooseImages(part.Folder) ? part.Purpose == ImagePurpose.Training : ImageFolder.Classes(part.Folder).Count == 0;

    private static string Lone(string folder, SplitFolder part) => part.Purpose == ImagePurpose.Training
        ? $"no folder named test or validation beside it, so that it may be a part or a class. Load '{part.Folder}' if it is a part; if it is a class, put its images directly into it."
        : $"no folder of training images beside it. Name that folder train, or take '{part.Folder}' out of '{folder}'; if it is a class, name it otherwise.";

    private static void CheckClasses(string folder, List<SplitFolder> named, SplitFolder part, IReadOnlyList<string> learned, IReadOnlyList<string> others)
    {
        if (others.Except(learned).FirstOrDefault() is { } unknown)
            throw new InvalidDataException($"'{part.Folder}' has the class '{unknown}', but '{named[0].Folder}' does not: its classes are {ClassLabels.Listed(learned)}.");
        if (2 * others.Count < learned.Count)
            throw Error(folder, named, FormattableString.Invariant($"'{part.Folder}' has {others.Count:N0} of the {learned.Count:N0} classes of '{named[0].Folder}'; a part has at least half of them. Add the others, or load '{named[0].Folder}' alone."));
    }

    private static bool HasLooseImages(string folder) => Directory.EnumerateFiles(folder).Any(ImageFiles.HasImageName);

    private static InvalidDataException Error(string folder, IEnumerable<SplitFolder> named, string what) =>
        new($"'{folder}' has {Listed(named)}, but {what}");

    private static string Listed(IEnumerable<SplitFolder> parts)
    {
        string[] names = [.. parts.Select(part => $"a {Path.GetFileName(part.Folder)}")];
        return names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }
}

namespace MLNet.Cnn;

/// <summary>What lies in a folder of class folders and is not read, in sentences.</summary>
internal static class LeftOutFiles
{
    private const int NamedEndings = 10;

    /// <summary>Names the classes without an image, and the files by their endings. Files beside the class folders are named only if they are images.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">All its files, as <see cref="FolderWalk.Files"/> gives them.</param>
    /// <param name="byClass">Whether each folder is a class.</param>
    public static IEnumerable<string> Describe(string folder, IReadOnlyList<string> files, bool byClass)
    {
        var left = files.Where(file => !ImageFiles.HasImageName(file) && IsData(folder, file)).ToList();
        return [.. byClass ? LostClasses(folder, files) : [], .. Sentences(folder, left)];
    }

    private static IEnumerable<string> LostClasses(string folder, IReadOnlyList<string> files)
    {
        var byClass = files.ToLookup(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0]);
        foreach (string path in FolderWalk.Folders(folder).Order(StringComparer.Ordinal))
        {
            var own = byClass[Path.GetFileName(path)].ToList();
            if (own.Any(ImageFiles.HasImageName))
                continue;
            var seen = own.Where(file => !FolderWalk.IsHidden(file)).ToList();
            yield return seen.Count == 0
                ? $"There is no class '{Path.GetFileName(path)}': its folder is empty."
                : $"There is no class '{Path.GetFileName(path)}': none of its files is read ({string.Join(", ", seen.CountBy(ImageEndings.Of).OrderByDescending(count => count.Value).Select(count => Files(count.Value, count.Key)))}).";
        }
    }

    private static IEnumerable<string> Sentences(string folder, List<string> left)
    {
        var endings = left.GroupBy(ImageEndings.Of).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        foreach (var group in endings.Take(NamedEndings))
        {
            string first = Path.GetRelativePath(folder, group.Min(StringComparer.Ordinal)!);
            string what = $"{Files(group.Count(), group.Key)} {(group.Count() == 1 ? "is" : "are")} left out ('{first}'{(group.Count() == 1 ? "" : ", …")})";
            yield return ImageEndings.IsForeign(group.Key) ? $"{what}: images of this format are not read. Convert them to PNG or JPEG; ImageMagick does it by 'magick mogrify -format png *{group.Key}'."
                : group.Key.Length == 0 ? $"{what}. If they are images, give their names an ending: {ImageEndings.Listed}."
                : $"{what}: images end in {ImageEndings.Listed}.";
        }
        if (endings.Count > NamedEndings)
            yield return FormattableString.Invariant($"{endings.Skip(NamedEndings).Sum(group => group.Count()):N0} files with {endings.Count - NamedEndings:N0} other endings are left out.");
    }

    private static bool IsData(string folder, string file) =>
        !FolderWalk.IsHidden(file) && (ImageEndings.IsForeign(ImageEndings.Of(file)) || Path.GetDirectoryName(file) != folder);

    private static string Files(int count, string ending) =>
        ending.Length == 0 ? $"{Counted.Of(count, "file")} without an ending" : Counted.Of(count, $"{ending} file");
}

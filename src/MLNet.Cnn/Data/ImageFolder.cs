using System.Text.RegularExpressions;

namespace MLNet.Cnn;

/// <summary>The image files of a folder and their classes.</summary>
internal static class ImageFolder
{
    private const string LabelGroup = "label";

    /// <summary>Lists the image files of a folder, sorted by their paths, and says what is left out.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="labelPattern">A regular expression whose group <c>label</c> gives the class out of a file's path below the folder, or <see langword="null"/>
    /// if each folder directly below is a class.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There are no images, or images whose class is not known.</exception>
    public static (IReadOnlyList<(string Path, string Label)> Images, IReadOnlyList<string> LeftOut) Read(string folder, string? labelPattern)
    {
        folder = Existing(folder);
        string[] files = [.. FolderWalk.Files(folder)];
        string[] paths = [.. files.Where(ImageFiles.HasImageName).Order(StringComparer.Ordinal)];
        string[] leftOut = [.. LeftOutFiles.Describe(folder, files, labelPattern is null)];
        if (paths.Length == 0)
            throw new InvalidDataException(string.Join(' ', [$"The folder '{folder}' has no images: no file in it or below ends in {ImageEndings.Listed}.", .. leftOut]));
        var labelOf = labelPattern is null ? ByFolder(folder, paths) : ByPattern(folder, labelPattern);
        return ([.. paths.Select(path => (path, labelOf(path)))], leftOut);
    }

    /// <summary>The folder's full path, without the separator that shells put behind it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static string Existing(string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Directory.Exists(folder) ? folder
            : throw new DirectoryNotFoundException(File.Exists(folder) ? $"'{folder}' is a file, not a folder with images." : $"There is no folder '{folder}'.");
    }

    /// <summary>The names of the folders directly below that hold images: classes, if the folder is one of classes.</summary>
    public static IReadOnlyList<string> Classes(string folder) =>
        [.. FolderWalk.Folders(folder).Where(below => FolderWalk.Files(below).Any(ImageFiles.HasImageName)).Select(below => Path.GetFileName(below)).Order(StringComparer.Ordinal)];

    private static Func<string, string> ByFolder(string folder, string[] paths)
    {
        if (paths.FirstOrDefault(path => Path.GetDirectoryName(path) == folder) is { } loose)
            throw new InvalidDataException($"'{loose}' lies directly in the folder, so its class is not known. Put the images of each class into a folder of their own, or give a labelPattern such as \"^(?<{LabelGroup}>[a-z]+)\", which takes the class out of the file's name.");
        return path => Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)[0];
    }

    private static Func<string, string> ByPattern(string folder, string pattern)
    {
        Regex regex;
        try
        {
            regex = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"labelPattern is '{pattern}', which is no regular expression: {exception.Message}", nameof(pattern), exception);
        }
        if (!regex.GetGroupNames().Contains(LabelGroup))
            throw new ArgumentException($"labelPattern is '{pattern}', but it must have a group named {LabelGroup}: \"^(?<{LabelGroup}>[a-z]+)\" takes the letters at the beginning of a name.", nameof(pattern));
        return path =>
        {
            string below = Path.GetRelativePath(folder, path).Replace('\\', '/');
            return regex.Match(below) is { Success: true } match && match.Groups[LabelGroup].Value is { Length: > 0 } label
                ? label
                : throw new InvalidDataException($"'{below}' does not fit labelPattern '{pattern}', so its class is not known.");
        };
    }
}

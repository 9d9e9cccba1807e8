namespace MLNet.Cnn;

/// <summary>Goes through a folder and those below, through links as well, but never round in a circle.</summary>
internal static class FolderWalk
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false };

    /// <summary>All files. A folder that several links lead to is gone through once.</summary>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read; the message names it.</exception>
    public static IEnumerable<string> Files(string folder)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { RealPath(folder) };
        var waiting = new Stack<string>([folder]);
        while (waiting.TryPop(out string? current))
        {
            foreach (string file in Directory.EnumerateFiles(current, "*", Everything))
                yield return file;
            foreach (string below in Folders(current))
            {
                if (seen.Add(RealPath(below)))
                    waiting.Push(below);
            }
        }
    }

    /// <summary>The folders directly in a folder, without hidden ones.</summary>
    public static IEnumerable<string> Folders(string folder) => Directory.EnumerateDirectories(folder, "*", Everything).Where(below => !IsHidden(below));

    /// <summary>Whether a file or folder is one that people do not see, or that their system put there.</summary>
    public static bool IsHidden(string path) => Path.GetFileName(path) is "Thumbs.db" or "desktop.ini" or "__MACOSX" or ['.', ..];

    /// <summary>Where a path really leads: each part of it that is a link is followed.</summary>
    private static string RealPath(string folder)
    {
        folder = Path.GetFullPath(folder);
        string real = Path.GetPathRoot(folder)!;
        foreach (string part in Path.GetRelativePath(real, folder).Split(Path.DirectorySeparatorChar))
        {
            string next = Path.Combine(real, part);
            real = new DirectoryInfo(next).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next;
        }
        return real;
    }
}

namespace MLNet.Cnn.Samples;

/// <summary>Files that a run writes at its end: checked at its start, written beside and renamed.</summary>
internal static class OutputFile
{
    /// <summary>A name in the folder of a file, for what is not complete yet.</summary>
    public static string Beside(string path) => $"{path}.{Guid.NewGuid():N}.tmp";

    /// <summary>Makes sure that a file can be written, before any time is spent.</summary>
    /// <param name="option">The option that named it.</param>
    /// <param name="path">The file, or <see langword="null"/> if none was named.</param>
    /// <exception cref="UserError">It cannot.</exception>
    public static void Check(string option, string? path)
    {
        if (path is null)
            return;
        if (path.Length == 0 || Directory.Exists(path))
            throw new UserError($"{option}: '{path}' is not the name of a file.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw new UserError($"{option}: '{path}' cannot be written, because there is no folder '{folder}'.");
        try
        {
            var beside = Beside(path);
            File.WriteAllBytes(beside, []);
            File.Delete(beside);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{option}: '{path}' cannot be written, because nothing can be written in the folder '{folder}'.", exception);
        }
    }

    /// <summary>Writes a file whole or not at all.</summary>
    public static void Write(string path, byte[] content)
    {
        var beside = Beside(path);
        try
        {
            File.WriteAllBytes(beside, content);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}

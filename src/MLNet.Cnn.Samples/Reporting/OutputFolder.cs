namespace MLNet.Cnn.Samples;

/// <summary>Folders that a run writes into.</summary>
internal static class OutputFolder
{
    /// <summary>Makes a folder and sees that files can be written in it, before any time is spent.</summary>
    /// <param name="option">The option that named it.</param>
    /// <param name="path">The folder.</param>
    /// <exception cref="UserError">It cannot be made, or nothing can be written in it.</exception>
    public static void Prepare(string option, string path)
    {
        if (path.Length == 0 || File.Exists(path))
            throw new UserError($"{option}: '{path}' is not the name of a folder.");
        try
        {
            Directory.CreateDirectory(path);
            var probe = OutputFile.Beside(Path.Combine(path, "probe"));
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{option}: nothing can be written in the folder '{path}': {UserError.Sentence(exception)}", exception);
        }
    }
}

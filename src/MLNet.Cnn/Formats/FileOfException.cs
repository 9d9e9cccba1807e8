namespace MLNet.Cnn;

/// <summary>Which file an exception is about. Who owns the file decides what follows, and not the message, whose words differ from system to system.</summary>
internal static class FileOfException
{
    private const string Key = "MLNet.Cnn.File";

    /// <summary>Notes the file, or the folder, that an exception is about.</summary>
    public static TException About<TException>(this TException exception, string path)
        where TException : Exception
    {
        exception.Data[Key] = Path.GetFullPath(path);
        return exception;
    }

    /// <summary>Reads a file; whatever goes wrong is about it.</summary>
    public static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception)
        {
            exception.About(path);
            throw;
        }
    }

    /// <summary>Whether an exception, or one that it came from, is about a folder or a file in it.</summary>
    public static bool IsAbout(this Exception exception, string folder)
    {
        string whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause.Data[Key] is string path && (path == whole || path.StartsWith(whole + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
                return true;
        }
        return false;
    }
}

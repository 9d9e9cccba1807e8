using System.Security.Cryptography;
using System.Text;

namespace MLNet.Cnn;

/// <summary>A folder with files of decoded images, each named after what it was made of: the bytes of all images in their order, and how they were read.</summary>
/// <remarks>Several processes may share it: files are written beside and renamed, so that a name stands only for a whole file, and each is checked before it is used.</remarks>
internal sealed class ImageCache(string folder)
{
    /// <summary>What the names of files end in that are not complete.</summary>
    public const string UnfinishedEnding = ".tmp";

    private const string Ending = ".images";

    // Between its making and its lock a file looks as if nobody held it.
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(1);

    // Changes whenever the same file would be decoded to other pixels.
    private const string Version = "1";

    /// <summary>The name for some images.</summary>
    /// <param name="column">How they are read.</param>
    /// <param name="contents">The check sum of each file.</param>
    public static string KeyOf(ImageColumn column, IEnumerable<byte[]> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Version} {column.Kind} {column.Reading}"));
        foreach (byte[] content in contents)
            hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Opens the file of a key, if it is there and whole; a damaged one is as if it were not there, and is written anew.</summary>
    public (MappedPixels Pixels, IReadOnlyList<StoredFailure> Failures)? Find(string key, int rowBytes)
    {
        string path = PathOf(key);
        if (!File.Exists(path))
            return null;
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (PixelFileTrailer.Read(stream, key, rowBytes) is { } found)
                return (MappedPixels.Of(stream, rowBytes, found.PixelBytes), found.Trailer.Failures);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            // As if it were not there: it is written anew.
        }
        stream?.Dispose();
        return null;
    }

    /// <summary>Begins the file of a key, and removes those that writers who were killed have left.</summary>
    /// <exception cref="IOException">The folder cannot be written; the message names it.</exception>
    public PixelFileWriter Write(string key, int rowBytes, Func<IReadOnlyList<StoredFailure>> failures)
    {
        try
        {
            Directory.CreateDirectory(folder);
            RemoveUnfinished();
            return PixelFileWriter.Kept(PathOf(key), rowBytes, failures);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"CnnOptions.ImageCacheFolder: '{folder}' cannot be written: {exception.Message} Choose a folder that can, or none for a temporary file.", exception);
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key + Ending);

    private void RemoveUnfinished()
    {
        var old = Directory.EnumerateFiles(folder, $"*{Ending}.*{UnfinishedEnding}").Where(file => DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > Young);
        foreach (string file in old)
        {
            try
            {
                // Its writer, if it lives, does not share it.
                using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }
                File.Delete(file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody is writing it.
            }
        }
    }
}

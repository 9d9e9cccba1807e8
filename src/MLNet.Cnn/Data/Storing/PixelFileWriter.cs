using System.Security.Cryptography;

namespace MLNet.Cnn;

/// <summary>Writes rows of pixels into a file that is complete only once it has its final name.</summary>
internal sealed class PixelFileWriter : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly FileStream _stream;
    private readonly string? _finalPath;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly int _rowBytes;

    private PixelFileWriter(FileStream stream, string? finalPath, int rowBytes) => (_stream, _finalPath, _rowBytes) = (stream, finalPath, rowBytes);

    /// <summary>What is known only at the end and belongs into the file: which images could not be read, and why.</summary>
    public Func<IReadOnlyList<StoredFailure>> Failures { get; init; } = () => [];

    /// <summary>A file that nobody else sees and that is gone when it is closed, even if the process is killed (except on Windows).</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static PixelFileWriter Temporary(string folder, int rowBytes)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"mlnet-cnn-{Guid.NewGuid():N}.images");
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return new PixelFileWriter(stream, finalPath: null, rowBytes);
    }

    /// <summary>A file that is kept: written beside its final name, and renamed when it is complete.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static PixelFileWriter Kept(string finalPath, int rowBytes, Func<IReadOnlyList<StoredFailure>> failures)
    {
        string beside = $"{finalPath}.{Guid.NewGuid():N}{ImageCache.UnfinishedEnding}";
        // Shared for reading, so that others can tell it from one whose writer was killed: that one nobody holds.
        var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, BufferBytes);
        return new PixelFileWriter(stream, finalPath, rowBytes) { Failures = failures };
    }

    /// <summary>Appends rows.</summary>
    public void Write(ReadOnlySpan<byte> rows)
    {
        _stream.Write(rows);
        if (_finalPath is not null)
            _hash.AppendData(rows);
    }

    /// <summary>Completes the file and maps it. This object is used up.</summary>
    public MappedPixels Complete()
    {
        if (_finalPath is null)
        {
            _stream.Flush();
            return MappedPixels.Of(_stream, _rowBytes, _stream.Length);
        }
        _stream.Flush();
        long pixels = _stream.Length;
        var trailer = new PixelFileTrailer(Path.GetFileNameWithoutExtension(_finalPath), _rowBytes, Failures());
        trailer.Write(_stream, _hash);
        _stream.Flush(flushToDisk: true);
        string written = _stream.Name, path = _finalPath;
        // Windows renames no open files; elsewhere the lock is kept until the file has its name.
        if (OperatingSystem.IsWindows())
            _stream.Dispose();
        try
        {
            File.Move(written, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process has the same file open (Windows): this one serves as well, for as long as it is needed.
            path = written;
        }
        _stream.Dispose();
        return MappedPixels.Of(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), _rowBytes, pixels, deleteAfterwards: path == written ? written : null);
    }

    public void Dispose()
    {
        string name = _stream.Name;
        _stream.Dispose();
        _hash.Dispose();
        if (_finalPath is not null && File.Exists(name))
            File.Delete(name);
    }
}

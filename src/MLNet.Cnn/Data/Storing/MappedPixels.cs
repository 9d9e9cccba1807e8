using System.IO.MemoryMappedFiles;

namespace MLNet.Cnn;

/// <summary>Rows of pixels in a file that is mapped into memory: the system keeps of it what fits, and it counts as nobody's own memory.</summary>
internal sealed unsafe class MappedPixels : IDisposable
{
    private readonly FileStream _stream;
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly string? _deleteAfterwards;
    private byte* _start;

    private MappedPixels(FileStream stream, int rowBytes, long pixelBytes, string? deleteAfterwards)
    {
        (_stream, RowBytes, _deleteAfterwards) = (stream, rowBytes, deleteAfterwards);
        if (pixelBytes == 0)
            return;
        _file = MemoryMappedFile.CreateFromFile(stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        try
        {
            _view = _file.CreateViewAccessor(0, pixelBytes, MemoryMappedFileAccess.Read);
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        }
        catch
        {
            _view?.Dispose();
            _file.Dispose();
            throw;
        }
    }

    public int RowBytes { get; }

    public ReadOnlySpan<byte> this[int row] => new(_start + (long)row * RowBytes, RowBytes);

    /// <summary>Maps a file.</summary>
    /// <param name="stream">The file; it is closed with the mapping.</param>
    /// <param name="rowBytes">Bytes of a row.</param>
    /// <param name="pixelBytes">Bytes of all rows, which stand at the beginning.</param>
    /// <param name="deleteAfterwards">A path to delete then, or none.</param>
    public static MappedPixels Of(FileStream stream, int rowBytes, long pixelBytes, string? deleteAfterwards = null) => new(stream, rowBytes, pixelBytes, deleteAfterwards);

    public void Dispose()
    {
        if (_start is not null)
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        _start = null;
        _view?.Dispose();
        _file?.Dispose();
        _stream.Dispose();
        if (_deleteAfterwards is not null)
            File.Delete(_deleteAfterwards);
    }
}

namespace MLNet.Cnn;

/// <summary>Rows of bytes of one size: in memory, in blocks, as long as a budget lasts; then all of them in a file, mapped into memory.</summary>
internal sealed class PixelRows : IDisposable
{
    private const int BlockBytes = 1 << 22;

    private readonly int _rowBytes;
    private readonly int _rowsPerBlock;
    private readonly long _budget;
    private readonly Func<PixelFileWriter> _openFile;
    private readonly List<byte[]> _blocks = [];
    private readonly byte[] _scratch;
    private PixelFileWriter? _writer;
    private MappedPixels? _mapped;
    private int _count;

    /// <param name="rowBytes">Bytes of a row.</param>
    /// <param name="budget">How many bytes may be in memory.</param>
    /// <param name="openFile">Opens the file, once the budget is used up.</param>
    public PixelRows(int rowBytes, long budget, Func<PixelFileWriter> openFile)
    {
        (_rowBytes, _budget, _openFile) = (rowBytes, budget, openFile);
        _rowsPerBlock = (int)Math.Max(1, Math.Min(BlockBytes, budget) / rowBytes);
        _scratch = new byte[rowBytes];
    }

    /// <param name="mapped">Rows that a file has already.</param>
    public PixelRows(MappedPixels mapped)
        : this(mapped.RowBytes, 0, () => throw new InvalidOperationException("The rows are complete.")) => _mapped = mapped;

    /// <summary>Bytes in memory.</summary>
    public long BytesInMemory => (long)_blocks.Count * _rowsPerBlock * _rowBytes;

    /// <summary>A row that is there. Aligned for floats wherever rows are a multiple of four bytes.</summary>
    public ReadOnlySpan<byte> this[int row] => _mapped is { } mapped
        ? mapped[row]
        : _blocks[row / _rowsPerBlock].AsSpan(row % _rowsPerBlock * _rowBytes, _rowBytes);

    /// <summary>Room for one more row, to be filled before the next is asked for.</summary>
    public Span<byte> Next()
    {
        int inBlock = _count++ % _rowsPerBlock;
        if (_writer is not null)
            _writer.Write(_scratch); // the row before, filled by now
        else if (inBlock == 0 && BytesInMemory + (long)_rowsPerBlock * _rowBytes > _budget)
            MoveToFile();
        else if (inBlock == 0)
            _blocks.Add(GC.AllocateUninitializedArray<byte>(_rowsPerBlock * _rowBytes));
        return _writer is null ? _blocks[^1].AsSpan(inBlock * _rowBytes, _rowBytes) : _scratch;
    }

    /// <summary>Ends the filling.</summary>
    public void Complete()
    {
        if (_writer is null)
            return;
        if (_count > 0)
            _writer.Write(_scratch);
        _mapped = _writer.Complete();
        _writer = null;
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _mapped?.Dispose();
        _blocks.Clear();
    }

    private void MoveToFile()
    {
        _writer = _openFile();
        foreach (byte[] block in _blocks)
            _writer.Write(block);
        _blocks.Clear();
    }
}

using System.Buffers.Binary;
using System.IO.Compression;

namespace MLNet.Cnn;

/// <summary>A file of bytes in the IDX format of the MNIST family, plain or compressed with gzip; read row by row.</summary>
/// <remarks>Source: yann.lecun.com/exdb/mnist: two zero bytes, the type (8 for unsigned bytes), the number of dimensions, the dimensions (big-endian), the values.</remarks>
internal sealed class IdxFile : IDisposable
{
    private const int UnsignedByte = 0x08;
    private const int LargestRank = 4;

    private readonly string _path;
    private readonly Stream _stream;

    private IdxFile(string path, Stream stream)
    {
        _path = path;
        _stream = stream;
        Span<byte> header = stackalloc byte[4];
        ReadExactly(header, "the header");
        int rank = header[3];
        if (header[0] != 0 || header[1] != 0 || header[2] != UnsignedByte || rank is < 1 or > LargestRank)
            throw new InvalidDataException($"'{path}' is not an IDX file of bytes: it begins with {Convert.ToHexString(header)}, expected 0000080N with N dimensions.");
        Dimensions = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            ReadExactly(header, "the dimensions");
            Dimensions[i] = BinaryPrimitives.ReadInt32BigEndian(header);
            if (Dimensions[i] < 1)
                throw new InvalidDataException(FormattableString.Invariant($"'{path}': dimension {i + 1} is {Dimensions[i]}, but it must be at least 1."));
        }
        long rowSize = Dimensions.Skip(1).Aggregate(1L, (product, d) => product * d);
        if (rowSize > 1 << 28)
            throw new InvalidDataException($"'{path}': a row of {string.Join("x", Dimensions.Skip(1))} bytes is too large to be an image.");
        RowSize = (int)rowSize;
    }

    /// <summary>The dimensions; the first is the number of rows.</summary>
    public int[] Dimensions { get; }

    public int Count => Dimensions[0];

    /// <summary>Bytes of a row.</summary>
    public int RowSize { get; }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not an IDX file of bytes.</exception>
    public static IdxFile Open(string path)
    {
        UserFile.Check(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return new IdxFile(path, compressed ? new GZipStream(file, CompressionMode.Decompress) : file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next row.</summary>
    /// <exception cref="InvalidDataException">The file ends before it should, or is damaged.</exception>
    public void ReadRow(Span<byte> row) => ReadExactly(row, $"the {Count} rows that its header promises");

    public void Dispose() => _stream.Dispose();

    private void ReadExactly(Span<byte> target, string what)
    {
        try
        {
            _stream.ReadExactly(target);
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException)
        {
            throw new InvalidDataException($"'{_path}' is truncated or damaged: it ends within {what}.", exception);
        }
    }
}

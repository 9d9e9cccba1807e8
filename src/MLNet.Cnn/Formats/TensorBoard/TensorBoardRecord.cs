using System.Buffers.Binary;
using System.Numerics;

namespace MLNet.Cnn;

/// <summary>The frame of one record of an event file: length, checksum of the length, data, checksum of the data.</summary>
/// <remarks>Source: TensorFlow's record format (<c>tensorflow/core/lib/io/record_writer.h</c>); the checksum is that of RFC 3720, appendix B.4, masked.</remarks>
internal static class TensorBoardRecord
{
    private const int LengthBytes = sizeof(ulong);
    private const int ChecksumBytes = sizeof(uint);
    private const uint MaskDelta = 0xa282ead8;

    /// <summary>The bytes of a record.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> data)
    {
        var record = new byte[LengthBytes + ChecksumBytes + data.Length + ChecksumBytes];
        var length = record.AsSpan(0, LengthBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(LengthBytes), Mask(Crc32C(length)));
        data.CopyTo(record.AsSpan(LengthBytes + ChecksumBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(record.Length - ChecksumBytes), Mask(Crc32C(data)));
        return record;
    }

    /// <summary>The checksum CRC32C.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in data)
            checksum = BitOperations.Crc32C(checksum, value);
        return ~checksum;
    }

    /// <summary>Turned and moved, so that the checksum of data that hold checksums is a good one too.</summary>
    private static uint Mask(uint checksum) => BitOperations.RotateRight(checksum, 15) + MaskDelta;
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>An image that could not be read when a file was written.</summary>
/// <param name="Index">Its place among all images, those included that could not be read.</param>
/// <param name="Reason">Why not.</param>
internal sealed record StoredFailure(int Index, string Reason);

/// <summary>What stands behind the pixels of a kept file: a description as JSON, its length, and a check sum of all before it.</summary>
/// <param name="Key">What the file was made of.</param>
/// <param name="RowBytes">Bytes of a row.</param>
/// <param name="Failures">The images that are missing.</param>
internal sealed record PixelFileTrailer(string Key, int RowBytes, IReadOnlyList<StoredFailure> Failures)
{
    private const int EndBytes = sizeof(int) + SHA256.HashSizeInBytes;
    private const int LargestTrailer = 1 << 28;

    /// <summary>Appends it.</summary>
    /// <param name="stream">The file, at its end.</param>
    /// <param name="hash">The check sum of the pixels so far.</param>
    public void Write(Stream stream, IncrementalHash hash)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this);
        byte[] length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, json.Length);
        hash.AppendData(json);
        hash.AppendData(length);
        stream.Write(json);
        stream.Write(length);
        stream.Write(hash.GetHashAndReset());
    }

    /// <summary>Reads and checks a whole file; gives <see langword="null"/> if it is not complete, damaged or of something else.</summary>
    /// <returns>The trailer, and how many bytes of pixels stand before it.</returns>
    public static (PixelFileTrailer Trailer, long PixelBytes)? Read(FileStream stream, string key, int rowBytes)
    {
        if (stream.Length < EndBytes)
            return null;
        byte[] end = new byte[EndBytes];
        stream.Position = stream.Length - EndBytes;
        stream.ReadExactly(end);
        int length = BinaryPrimitives.ReadInt32LittleEndian(end);
        long pixels = stream.Length - EndBytes - length;
        if (length is < 2 or > LargestTrailer || pixels < 0 || pixels % rowBytes != 0 || !HasHash(stream, end))
            return null;
        byte[] json = new byte[length];
        stream.Position = pixels;
        stream.ReadExactly(json);
        var trailer = JsonSerializer.Deserialize<PixelFileTrailer>(json);
        return trailer is not null && trailer.Key == key && trailer.RowBytes == rowBytes ? (trailer, pixels) : null;
    }

    private static bool HasHash(FileStream stream, byte[] end)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 20];
        stream.Position = 0;
        for (long left = stream.Length - SHA256.HashSizeInBytes; left > 0;)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
                return false;
            hash.AppendData(buffer, 0, read);
            left -= read;
        }
        return hash.GetHashAndReset().AsSpan().SequenceEqual(end.AsSpan(sizeof(int)));
    }
}

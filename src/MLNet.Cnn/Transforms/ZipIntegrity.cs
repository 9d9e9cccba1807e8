using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;

namespace MLNet.Cnn;

/// <summary>Compares what a zip holds with its own checksums, before a reader sees it that does not.</summary>
/// <remarks>.NET reads past a wrong checksum, and ML.NET 5.0.1 then waits forever for bytes that a damaged length promises (<c>Utils.ReadBinaryDataIntoSpan</c>).</remarks>
internal static class ZipIntegrity
{
    /// <exception cref="InvalidDataException">The file is no zip, or the content of an entry is not what its directory says; the message names the entry.</exception>
    public static void Check(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            foreach (var entry in archive.Entries)
                Check(entry, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Check(ZipArchiveEntry entry, byte[] buffer)
    {
        var checksum = new Crc32();
        long length = 0;
        try
        {
            using var content = entry.Open();
            // No more is read than the directory promised.
            for (int read; length <= entry.Length && (read = content.Read(buffer)) > 0; length += read)
                checksum.Append(buffer.AsSpan(0, read));
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"The entry '{entry.FullName}' is damaged: {exception.Message}", exception);
        }
        if (length != entry.Length || checksum.GetCurrentHashAsUInt32() != entry.Crc32)
            throw new InvalidDataException($"The entry '{entry.FullName}' is damaged: its checksum or length is not the one in the file's directory.");
    }
}

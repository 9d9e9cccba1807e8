using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>Texts and arrays in one file that is read whole or not at all.</summary>
/// <remarks>
/// In this order: "MLNetCnn" in ASCII; the format and the length of the head, four bytes each; the head, JSON with the texts and the path and shape of each array; the
/// arrays' values, four bytes each, without gaps; SHA-256 over everything before it. All numbers are little-endian.
/// </remarks>
internal static class CheckpointFile
{
    private const int HashBytes = 32;

    // No sound file has more; a damaged length must not make the reader ask for all memory.
    private const int LongestHead = 1 << 28;

    private static ReadOnlySpan<byte> Magic => "MLNetCnn"u8;

    public static void Write(Stream stream, CheckpointContent content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] head = JsonSerializer.SerializeToUtf8Bytes(
            new Head(content.Texts, [.. content.Arrays.Select(array => new Entry(array.Path, array.Shape))]), RecordJson.Options);
        Span<byte> lengths = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(lengths, StoredFormat.Current);
        BinaryPrimitives.WriteInt32LittleEndian(lengths[4..], head.Length);
        Append(Magic);
        Append(lengths);
        Append(head);
        foreach (var array in content.Arrays)
            Append(MemoryMarshal.AsBytes(array.Values.Span));
        stream.Write(hash.GetHashAndReset());

        void Append(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no checkpoint, of a newer version, or damaged.</exception>
    public static CheckpointContent Read(string path) => FileOfException.Reading(path, () => ReadWhole(path));

    private static CheckpointContent ReadWhole(string path)
    {
        UserFile.Check(path);
        using var stream = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var head = ReadHead(path, stream, hash);
        long size = head.Arrays.Sum(entry => (long)entry.Shape.Size * sizeof(float));
        if (stream.Length - stream.Position != size + HashBytes)
            throw Damaged(path, FormattableString.Invariant($"it should have {stream.Position + size + HashBytes} bytes, but has {stream.Length}"));
        var arrays = new List<WeightArray>();
        foreach (var entry in head.Arrays)
        {
            var values = new float[entry.Shape.Size];
            var bytes = MemoryMarshal.AsBytes(values.AsSpan());
            stream.ReadExactly(bytes);
            hash.AppendData(bytes);
            arrays.Add(new WeightArray(entry.Path, entry.Shape, values));
        }
        var expected = new byte[HashBytes];
        stream.ReadExactly(expected);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(expected))
            throw Damaged(path, "its checksum is wrong");
        return new CheckpointContent(head.Texts, arrays);
    }

    /// <summary>Reads the texts alone, without looking at the rest of the file.</summary>
    /// <exception cref="InvalidDataException">It is no checkpoint, of a newer version, or its head is damaged.</exception>
    public static IReadOnlyDictionary<string, string> ReadTexts(string path) => FileOfException.Reading(path, () =>
    {
        UserFile.Check(path);
        using var stream = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return ReadHead(path, stream, hash).Texts;
    });

    private static Head ReadHead(string path, FileStream stream, IncrementalHash hash)
    {
        var start = new byte[Magic.Length + 8];
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read < start.Length || !start.AsSpan().StartsWith(Magic))
            throw new InvalidDataException($"'{path}' is no checkpoint of MLNet.Cnn.");
        StoredFormat.Check(BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(Magic.Length)), $"The checkpoint '{path}'");
        int length = BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(Magic.Length + 4));
        if (length is < 0 or > LongestHead || length > stream.Length - stream.Position)
            throw Damaged(path, "its head is cut off");
        var head = new byte[length];
        stream.ReadExactly(head);
        hash.AppendData(start);
        hash.AppendData(head);
        try
        {
            return JsonSerializer.Deserialize<Head>(head, RecordJson.Options) ?? throw new JsonException("the head is empty.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw Damaged(path, $"its head cannot be read ({exception.Message})");
        }
    }

    private static InvalidDataException Damaged(string path, string how) =>
        new($"The checkpoint '{path}' is damaged: {how}. Delete it to begin anew.");

    private sealed record Head(IReadOnlyDictionary<string, string> Texts, IReadOnlyList<Entry> Arrays);

    private sealed record Entry(string Path, Shape Shape);
}

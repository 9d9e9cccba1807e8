using System.IO.Compression;
using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>Takes the members that matter out of a <c>.keras</c> file, which is a zip. Nothing is unpacked to disk.</summary>
internal static class KerasArchive
{
    public const string MetadataName = "metadata.json", ConfigName = "config.json", WeightsName = "model.weights.h5";

    // Weights hardly compress and configurations shrink perhaps twentyfold: what grows by more, and to more than this, is a bomb.
    private const long LargestRatio = 200;
    private const long AlwaysAllowed = 16 << 20;

    /// <summary>The bytes of the configuration and of the weights, and the version of Keras that wrote them, as far as the file says it.</summary>
    /// <exception cref="InvalidDataException">The file is no zip, lacks a member, or a member is not what the directory says.</exception>
    public static (byte[] Config, byte[] Weights, string? Version) Read(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            if (Path.IsPathRooted(entry.FullName) || entry.FullName.Split('/', '\\').Contains(".."))
                throw new InvalidDataException($"its member '{entry.FullName}' points outside of the file. It was not written by Keras.");
        }
        return (Member(archive, ConfigName, stream.Length), Member(archive, WeightsName, stream.Length), Version(archive, stream.Length));
    }

    /// <summary>Files that were made by hand need not have it.</summary>
    private static string? Version(ZipArchive archive, long fileLength)
    {
        if (archive.GetEntry(MetadataName) is null)
            return null;
        using var metadata = JsonDocument.Parse(Member(archive, MetadataName, fileLength));
        return KerasGrammar.VersionIn(metadata.RootElement);
    }

    private static byte[] Member(ZipArchive archive, string name, long fileLength)
    {
        var entries = archive.Entries.Where(entry => entry.FullName == name).ToList();
        if (entries.Count != 1)
        {
            throw new InvalidDataException(
                $"it has {entries.Count} members '{name}', but a .keras file has one. Save the model again with model.save(\"name.keras\") in Keras 3.");
        }
        var entry = entries[0];
        if (entry.Length > Array.MaxLength || (entry.Length > AlwaysAllowed && entry.Length / LargestRatio > entry.CompressedLength))
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"its member '{name}' claims to grow from {entry.CompressedLength:N0} to {entry.Length:N0} bytes, which no model does."));
        }
        if (entry.CompressedLength > fileLength)
            throw new InvalidDataException($"its member '{name}' claims to be larger than the file: it is damaged.");
        // No more is read than the directory promised, and no less accepted.
        var bytes = new byte[entry.Length];
        using var content = entry.Open();
        int length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length < bytes.Length || content.ReadByte() >= 0)
            throw new InvalidDataException($"its member '{name}' has another size than the zip's directory says: the file is damaged.");
        return bytes;
    }
}

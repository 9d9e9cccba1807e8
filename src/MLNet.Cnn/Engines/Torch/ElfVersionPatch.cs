using System.Buffers.Binary;
using System.Text;

namespace MLNet.Cnn;

/// <summary>Makes a copy of an ELF library in which the demand for one symbol version is optional.</summary>
/// <remarks>
/// The section <c>.gnu.version_r</c> lists the versions that a library needs of others; the loader refuses the library
/// if one is missing, unless the entry's flag <c>VER_FLG_WEAK</c> is set. Source: Linux Standard Base, "Symbol Versioning".
/// </remarks>
internal static class ElfVersionPatch
{
    private const uint VersionNeeds = 0x6ffffffe; // SHT_GNU_verneed
    private const ushort Weak = 0x2; // VER_FLG_WEAK

    /// <summary>The bytes of a patched copy.</summary>
    /// <param name="library">The library as shipped; it stays as it is.</param>
    /// <param name="version">The symbol version that becomes optional.</param>
    /// <exception cref="NotSupportedException">The library does not ask for that version, so the patch would change nothing.</exception>
    public static byte[] Of(string library, string version)
    {
        byte[] image = File.ReadAllBytes(library);
        return MarkOptional(image, version)
            ? image
            : throw new NotSupportedException($"{Path.GetFileName(library)} does not load on this system, and not because of {version}.");
    }

    /// <summary>Sets the weak flag of every need for <paramref name="version"/>; says whether there was one.</summary>
    internal static bool MarkOptional(Span<byte> image, string version)
    {
        if (image.Length < 0x40 || !image.StartsWith("\u007fELF\u0002\u0001"u8))
            throw new NotSupportedException("The library is not a 64-bit little-endian ELF file.");
        bool found = false;
        int sections = (int)U64(image, 0x28), entrySize = U16(image, 0x3A), count = U16(image, 0x3C);
        for (int i = 0; i < count; i++)
        {
            int section = sections + i * entrySize;
            if (U32(image, section + 0x04) != VersionNeeds)
                continue;
            int need = (int)U64(image, section + 0x18);
            int names = (int)U64(image, sections + (int)U32(image, section + 0x28) * entrySize + 0x18);
            for (int next = -1; next != 0; need += next)
            {
                int entry = need + (int)U32(image, need + 8);
                for (int left = U16(image, need + 2); left > 0; left--)
                {
                    if (NameAt(image, names + (int)U32(image, entry + 8)) == version)
                    {
                        BinaryPrimitives.WriteUInt16LittleEndian(image[(entry + 4)..], (ushort)(U16(image, entry + 4) | Weak));
                        found = true;
                    }
                    entry += (int)U32(image, entry + 12);
                }
                next = (int)U32(image, need + 12);
            }
        }
        return found;
    }

    private static string NameAt(ReadOnlySpan<byte> image, int offset) =>
        Encoding.ASCII.GetString(image.Slice(offset, image[offset..].IndexOf((byte)0)));

    private static ushort U16(ReadOnlySpan<byte> image, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(image[offset..]);

    private static uint U32(ReadOnlySpan<byte> image, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(image[offset..]);

    private static ulong U64(ReadOnlySpan<byte> image, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(image[offset..]);
}

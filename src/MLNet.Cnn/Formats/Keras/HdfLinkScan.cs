using System.Buffers.Binary;

namespace MLNet.Cnn;

/// <summary>Finds soft and external links in an HDF5 file before a reader can follow them.</summary>
/// <remarks>
/// Keras writes none. An external link names another file of this machine, and a soft link to itself would never end. Links stand in
/// three places: symbol table nodes, version 1 object headers, and version 2 object headers. Source: HDF5 File Format Specification
/// 3.0, III.B, IV.A.1 and IV.A.2.g.
/// </remarks>
internal static class HdfLinkScan
{
    private const int LinkMessage = 6, ExternalFilesMessage = 7;
    private const byte SoftLink = 1, ExternalLink = 64;

    /// <exception cref="InvalidDataException">There is a link, or an array whose data is in another file.</exception>
    public static void RefuseLinks(HdfMetadata metadata)
    {
        if (AnyAt(metadata, "SNOD\u0001\u0000"u8, HasSoftLink) || AnyAt(metadata, [LinkMessage, 0], IsOldLinkMessage)
            || AnyAt(metadata, "OHDR\u0002"u8, HasLinkMessage))
        {
            throw new InvalidDataException("the HDF5 file holds soft or external links, which are never followed. Keras writes none.");
        }
    }

    private delegate bool Check(ReadOnlySpan<byte> rest);

    private static bool AnyAt(HdfMetadata metadata, ReadOnlySpan<byte> signature, Check check)
    {
        foreach (int start in metadata.PlacesOf(signature))
        {
            if (check(metadata.File[start..]))
                return true;
        }
        return false;
    }

    /// <summary>A symbol table node: 40 bytes an entry, whose cache type 2 means a soft link.</summary>
    private static bool HasSoftLink(ReadOnlySpan<byte> node)
    {
        if (node.Length < 8)
            return false;
        int entries = BinaryPrimitives.ReadUInt16LittleEndian(node[6..]);
        for (int i = 0; i < entries && 8 + i * 40 + 20 <= node.Length; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(node[(8 + i * 40 + 16)..]) == 2)
                return true;
        }
        return false;
    }

    /// <summary>Type, size, flags and three zeros of a version 1 message, then a link of version 1 that says its type.</summary>
    private static bool IsOldLinkMessage(ReadOnlySpan<byte> message) =>
        message.Length >= 11 && message[5] == 0 && message[6] == 0 && message[7] == 0 && IsLink(message[8..]);

    /// <summary>A version 2 header: messages of one byte type, two bytes size, one byte flags, perhaps two bytes order.</summary>
    private static bool HasLinkMessage(ReadOnlySpan<byte> header)
    {
        if (header.Length < 16)
            return false;
        int flags = header[5], position = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0), sizeBytes = 1 << (flags & 3);
        if (position + sizeBytes > header.Length || sizeBytes == 8)
            return false;
        long size = sizeBytes switch
        {
            1 => header[position],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(header[position..]),
            _ => BinaryPrimitives.ReadUInt32LittleEndian(header[position..]),
        };
        position += sizeBytes;
        long end = Math.Min(header.Length, position + size);
        int prefix = (flags & 4) != 0 ? 6 : 4;
        while (position + prefix <= end)
        {
            int type = header[position], length = BinaryPrimitives.ReadUInt16LittleEndian(header[(position + 1)..]);
            position += prefix;
            if (type == ExternalFilesMessage || (type == LinkMessage && position + 3 <= end && IsLink(header[position..])))
                return true;
            position += length;
        }
        return false;
    }

    private static bool IsLink(ReadOnlySpan<byte> link) => link[0] == 1 && (link[1] & 0xE8) == 8 && link[2] is SoftLink or ExternalLink;
}

using System.Buffers.Binary;
using static MLNet.Cnn.HdfBytes;

namespace MLNet.Cnn;

/// <summary>Finds structures of an HDF5 file that claim to be larger than it, before a reader makes room for them.</summary>
/// <remarks>
/// Such are heaps, object headers and their continuations, names, attributes and fill values. Old headers have no signature of their own: they are found through the symbol tables.
/// Source: HDF5 File Format Specification 3.0, III.B to III.E, IV.A.1 and IV.A.2.
/// </remarks>
internal static class HdfSizeScan
{
    private const int DatatypeMessage = 3, FillValueMessage = 5, LinkMessage = 6, AttributeMessage = 12, ContinuationMessage = 16, LastMessage = 24;

    /// <exception cref="InvalidDataException">A structure is larger than the file.</exception>
    public static void RefuseLies(HdfMetadata metadata)
    {
        var file = metadata.File;
        foreach (int start in metadata.PlacesOf("GCOL"u8))
            CheckGlobalHeap(file[start..], file.Length);
        foreach (int start in metadata.PlacesOf("HEAP"u8))
            Check(UInt64At(file[start..], 8), file.Length);
        foreach (int start in metadata.PlacesOf("OHDR\u0002"u8))
            CheckNewHeader(file[start..], file.Length);
        foreach (int start in metadata.PlacesOf("OCHK"u8))
            CheckMessages(file[(start + 4)..], file.Length, isNew: true, prefix: 4);
        CheckOldHeaders(metadata);
    }

    private static void CheckOldHeaders(HdfMetadata metadata)
    {
        var file = metadata.File;
        const int prefix = 16;
        var pending = new Queue<(ulong Start, ulong Length)>();
        foreach (int start in OldHeaders(metadata))
            pending.Enqueue(((ulong)start + prefix, UInt32At(file, start + 8)));
        var seen = new HashSet<ulong>();
        while (pending.TryDequeue(out var block))
        {
            Check(block.Length, file.Length);
            if (block.Start >= (ulong)file.Length || !seen.Add(block.Start))
                continue;
            var messages = file[(int)block.Start..];
            // Where such a header goes on, nothing but the message says that there is one.
            foreach (var next in CheckMessages(messages[..(int)Math.Min((ulong)messages.Length, block.Length)], file.Length, isNew: false, prefix: 8))
                pending.Enqueue(next);
        }
    }

    /// <summary>Where symbol tables and the superblock say that objects begin.</summary>
    private static List<int> OldHeaders(HdfMetadata metadata)
    {
        var file = metadata.File;
        var places = new List<int>();
        // The root's entry of superblock 0 stands behind versions, sizes and four addresses.
        Add(places, UInt64At(file, 64), file.Length);
        foreach (int node in metadata.PlacesOf("SNOD\u0001"u8))
        {
            int entries = node + 8 <= file.Length ? BinaryPrimitives.ReadUInt16LittleEndian(file[(node + 6)..]) : 0;
            for (int i = 0; i < entries && node + 8 + (i + 1) * 40 <= file.Length; i++)
                Add(places, UInt64At(file, node + 8 + i * 40 + 8), file.Length);
        }
        return places;

        static void Add(List<int> places, ulong address, int length)
        {
            if (address < (ulong)length)
                places.Add((int)address);
        }
    }

    private static void CheckNewHeader(ReadOnlySpan<byte> header, int length)
    {
        if (header.Length < 16)
            return;
        int flags = header[5], position = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0), sizeBytes = 1 << (flags & 3);
        ulong size = NumberAt(header, position, sizeBytes);
        Check(size, length);
        position += sizeBytes;
        if (position < header.Length)
            CheckMessages(header.Slice(position, (int)Math.Min((ulong)(header.Length - position), size)), length, isNew: true, prefix: (flags & 4) != 0 ? 6 : 4);
    }

    /// <summary>Messages one after the other, until one has no meaning: what follows is then no longer the header.</summary>
    /// <returns>Where the header goes on, and how long.</returns>
    private static List<(ulong Start, ulong Length)> CheckMessages(ReadOnlySpan<byte> messages, int length, bool isNew, int prefix)
    {
        var continuations = new List<(ulong, ulong)>();
        for (int position = 0; position + prefix <= messages.Length;)
        {
            int type = isNew ? messages[position] : BinaryPrimitives.ReadUInt16LittleEndian(messages[position..]);
            int size = BinaryPrimitives.ReadUInt16LittleEndian(messages[(position + (isNew ? 1 : 2))..]);
            position += prefix;
            if (type > LastMessage)
                break;
            var message = messages.Slice(position, Math.Min(size, messages.Length - position));
            CheckMessage(type, message, length);
            if (type == ContinuationMessage)
                continuations.Add((UInt64At(message, 0), UInt64At(message, 8)));
            position += size;
        }
        return continuations;
    }

    private static void CheckMessage(int type, ReadOnlySpan<byte> message, int length)
    {
        if (type == ContinuationMessage)
            Check(UInt64At(message, 8), length);
        else if (type == DatatypeMessage)
            Check(UInt32At(message, 4), length);
        else if (type == FillValueMessage && message.Length > 0)
            Check(message[0] >= 3 ? UInt32At(message, 2) : UInt32At(message, 4), length);
        else if (type == LinkMessage && message.Length > 2)
            CheckLink(message, length);
        else if (type == AttributeMessage && message.Length > 9)
            CheckAttribute(message, length);
    }

    /// <summary>Behind version and flags stand, where the flags say so, a type, a creation order and a character set; then the length of the name.</summary>
    private static void CheckLink(ReadOnlySpan<byte> message, int length)
    {
        int flags = message[1], place = 2 + ((flags & 8) != 0 ? 1 : 0) + ((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0);
        Check(NumberAt(message, place, 1 << (flags & 3)), length);
    }

    /// <summary>Name, type, space and values. Version 1 pads each of them to eight bytes, version 3 has a byte more in front.</summary>
    private static void CheckAttribute(ReadOnlySpan<byte> message, int length)
    {
        int version = message[0], unit = version == 1 ? 8 : 1;
        int type = (version == 3 ? 9 : 8) + Padded(BinaryPrimitives.ReadUInt16LittleEndian(message[2..]), unit);
        int space = type + Padded(BinaryPrimitives.ReadUInt16LittleEndian(message[4..]), unit);
        if (space + 2 > message.Length)
            return;
        double size = UInt32At(message, type + 4);
        int dimensions = space + (message[space] == 1 ? 8 : 4);
        for (int i = 0; i < message[space + 1]; i++)
            size *= UInt64At(message, dimensions + i * 8);
        if (size > length)
            throw Lie();
    }

    private static void CheckGlobalHeap(ReadOnlySpan<byte> heap, int length)
    {
        ulong size = UInt64At(heap, 8);
        Check(size, length);
        ulong end = Math.Min(size, (ulong)heap.Length);
        for (ulong position = 16; position + 16 <= end && BinaryPrimitives.ReadUInt16LittleEndian(heap[(int)position..]) != 0;)
        {
            ulong bytes = UInt64At(heap, (int)position + 8);
            Check(bytes, length);
            position += 16 + (bytes + 7) / 8 * 8;
            // A reader that steps over the end reads whatever is there as the next size.
            Check(position, (int)end);
        }
    }

    private static int Padded(int size, int unit) => (size + unit - 1) / unit * unit;

    private static void Check(ulong size, int length)
    {
        if (size > (ulong)length)
            throw Lie();
    }

    private static InvalidDataException Lie() => new("the HDF5 file is damaged: a part of it claims to be larger than the whole file.");
}

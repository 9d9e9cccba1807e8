namespace MLNet.Cnn;

/// <summary>Follows an HDF5 file from its superblock through groups and headers to the places where the values of arrays stand.</summary>
/// <remarks>
/// It knows what Python and PureHDF write: groups with symbol tables or with links in their header, arrays in one piece or in chunks with a B-tree of version 1. Once it meets anything else, or
/// the file contradicts itself, it finds nothing. Nothing is visited twice. Source: HDF5 File Format Specification 3.0, II.A, III.A to III.C, IV.A.
/// </remarks>
internal sealed class HdfWalk(byte[] file)
{
    private const int LinkInfoMessage = 2, LinkMessage = 6, LayoutMessage = 8, AttributeMessage = 12, ContinuationMessage = 16, SymbolTableMessage = 17, AttributeInfoMessage = 21;
    private const int SharedFlag = 2, OldPrefix = 8, TreeHeader = 24, SymbolEntry = 40, VariableLengthClass = 9, VariableLengthBytes = 16;

    private readonly List<(long Start, long End)> _values = [];
    private readonly HashSet<ulong> _structures = [];
    private readonly Stack<Action> _pending = [];
    // Headers that overlap could have the same bytes read again and again.
    private long _budget = 16L * file.Length + (1 << 16);
    private bool _isWhole = true;

    private ReadOnlySpan<byte> File => file;

    /// <summary>The stretches of the file that hold values; none if the file could not be walked through.</summary>
    public IReadOnlyList<(long Start, long End)> FindValues()
    {
        if (RootHeader() is not { } root)
            return [];
        VisitHeader(root);
        while (_isWhole && _pending.TryPop(out var visit))
            visit();
        return _isWhole && !_structures.Any(start => _values.Any(range => range.Start <= (long)start && (long)start < range.End)) ? _values : [];
    }

    /// <summary>Where the root group's header is, in a file whose addresses have eight bytes and count from its beginning.</summary>
    private ulong? RootHeader()
    {
        if (file.Length < 64 || !File.StartsWith(HdfReader.Signature))
            return null;
        bool isOld = file[8] < 2;
        var (sizes, baseAddress, root) = isOld ? (13, file[8] == 0 ? 24 : 28, file[8] == 0 ? 64 : 68) : (9, 12, 36);
        return file[8] <= 3 && file[sizes] == 8 && file[sizes + 1] == 8 && HdfBytes.UInt64At(File, baseAddress) == 0 ? HdfBytes.UInt64At(File, root) : null;
    }

    /// <summary>A structure that was not visited before, from its start on; nothing else has to be done about one that was.</summary>
    private bool Begin(ulong start, int least)
    {
        if (start > (ulong)file.Length || (ulong)file.Length - start < (ulong)least)
            _isWhole = false;
        return _isWhole && _structures.Add(start);
    }

    private void VisitHeader(ulong start)
    {
        if (!Begin(start, least: 16))
            return;
        int place = (int)start;
        if (file[place] == 1)
        {
            VisitMessages(start + 16, HdfBytes.UInt32At(File, place + 8), isNew: false, OldPrefix);
            return;
        }
        if (!File[place..].StartsWith("OHDR\u0002"u8))
        {
            _isWhole = false;
            return;
        }
        int flags = file[place + 5], size = place + 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0), sizeBytes = 1 << (flags & 3);
        VisitMessages((ulong)(size + sizeBytes), HdfBytes.NumberAt(File, size, sizeBytes), isNew: true, (flags & 4) != 0 ? 6 : 4);
    }

    private void VisitMessages(ulong start, ulong length, bool isNew, int prefix)
    {
        if (start > (ulong)file.Length || length > (ulong)file.Length - start || (_budget -= (long)length + 1) < 0)
        {
            _isWhole = false;
            return;
        }
        int place = (int)start, end = place + (int)length;
        while (_isWhole && place + prefix <= end)
        {
            int type = isNew ? file[place] : HdfBytes.UInt16At(File, place);
            int size = HdfBytes.UInt16At(File, place + (isNew ? 1 : 2)), flags = file[place + (isNew ? 3 : 4)];
            place += prefix;
            if (place + size > end)
                break;
            VisitMessage(type, (flags & SharedFlag) != 0, place, size, isNew, prefix);
            place += size;
        }
    }

    private void VisitMessage(int type, bool isShared, int place, int size, bool isNew, int prefix)
    {
        var message = File.Slice(place, size);
        switch (type)
        {
            case LinkMessage:
                VisitLink(message);
                break;
            case LayoutMessage:
                VisitLayout(message, place);
                break;
            case AttributeMessage:
                VisitAttribute(message, isShared);
                break;
            case ContinuationMessage:
                Continue(HdfBytes.UInt64At(message, 0), HdfBytes.UInt64At(message, 8), isNew, prefix);
                break;
            case SymbolTableMessage:
                ulong tree = HdfBytes.UInt64At(message, 0);
                Begin(HdfBytes.UInt64At(message, 8), least: 32);
                _pending.Push(() => VisitGroupTree(tree));
                break;
            // Links or attributes that stand in a heap of their own.
            case LinkInfoMessage when HdfBytes.UInt64At(message, 2 + (message.Length > 1 && (message[1] & 1) != 0 ? 8 : 0)) != HdfBytes.Undefined:
            case AttributeInfoMessage when HdfBytes.UInt64At(message, 2 + (message.Length > 1 && (message[1] & 1) != 0 ? 2 : 0)) != HdfBytes.Undefined:
                _isWhole = false;
                break;
        }
    }

    private void Continue(ulong start, ulong length, bool isNew, int prefix)
    {
        const int signature = 4, checksum = 4;
        if (!Begin(start, least: 0))
            return;
        if (!isNew)
            _pending.Push(() => VisitMessages(start, length, isNew, prefix));
        else if (length >= signature + checksum)
            _pending.Push(() => VisitMessages(start + signature, length - signature - checksum, isNew, prefix));
    }

    /// <summary>A hard link: behind version and flags, where the flags say so, type, creation order and character set; then the name's length, the name, and the header's address.</summary>
    private void VisitLink(ReadOnlySpan<byte> link)
    {
        if (link.Length < 3)
            return;
        int flags = link[1], place = 2 + ((flags & 8) != 0 ? 1 : 0) + ((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0), sizeBytes = 1 << (flags & 3);
        ulong name = HdfBytes.NumberAt(link, place, sizeBytes), behind = (ulong)(place + sizeBytes) + name;
        if (((flags & 8) != 0 && link[2] != 0) || name > (ulong)link.Length || behind + 8 > (ulong)link.Length)
        {
            _isWhole = false;
            return;
        }
        ulong header = HdfBytes.UInt64At(link, (int)behind);
        _pending.Push(() => VisitHeader(header));
    }

    /// <summary>Version and class; then the values themselves with their size in front, or the address and size of one piece, or the number of dimensions and the B-tree of chunks.</summary>
    private void VisitLayout(ReadOnlySpan<byte> layout, int place)
    {
        const int inside = 0, onePiece = 1, chunks = 2;
        if (layout.Length < 4 || layout[0] is not (3 or 4))
            return;
        if (layout[1] == inside)
        {
            AddValues((ulong)place + 4, (ulong)Math.Min(HdfBytes.UInt16At(layout, 2), layout.Length - 4));
        }
        else if (layout[1] == onePiece)
        {
            AddValues(HdfBytes.UInt64At(layout, 2), HdfBytes.UInt64At(layout, 10));
        }
        else if (layout[0] == 3 && layout[1] == chunks)
        {
            int dimensions = layout[2];
            ulong tree = HdfBytes.UInt64At(layout, 3);
            if (tree != HdfBytes.Undefined)
                _pending.Push(() => VisitChunkTree(tree, dimensions));
        }
    }

    private void AddValues(ulong start, ulong length)
    {
        if (start == HdfBytes.Undefined || length == 0)
            return;
        if (start > (ulong)file.Length || length > (ulong)file.Length - start)
            _isWhole = false;
        else
            _values.Add(((long)start, (long)(start + length)));
    }

    /// <summary>Texts of any length stand in heaps, whose addresses are the attribute's values.</summary>
    private void VisitAttribute(ReadOnlySpan<byte> attribute, bool isShared)
    {
        // A shared type stands elsewhere.
        if (isShared || attribute.Length < 9 || (attribute[0] > 1 && (attribute[1] & 3) != 0))
        {
            _isWhole = false;
            return;
        }
        int unit = attribute[0] == 1 ? 8 : 1;
        int type = (attribute[0] == 3 ? 9 : 8) + Padded(HdfBytes.UInt16At(attribute, 2), unit);
        int values = type + Padded(HdfBytes.UInt16At(attribute, 4), unit) + Padded(HdfBytes.UInt16At(attribute, 6), unit);
        if (type >= attribute.Length || (attribute[type] & 15) != VariableLengthClass)
            return;
        for (int place = values; place + VariableLengthBytes <= attribute.Length; place += VariableLengthBytes)
        {
            // An empty text has no heap.
            if (HdfBytes.UInt32At(attribute, place) > 0)
                Begin(HdfBytes.UInt64At(attribute, place + 4), least: 16);
        }
    }

    private void VisitGroupTree(ulong start)
    {
        if (!BeginTree(start, nodeType: 0))
            return;
        bool isLeaf = file[(int)start + 5] == 0;
        foreach (var (_, child) in Children(start, keyBytes: 8))
            _pending.Push(() => { if (isLeaf) VisitSymbols(child); else VisitGroupTree(child); });
    }

    private void VisitChunkTree(ulong start, int dimensions)
    {
        if (!BeginTree(start, nodeType: 1))
            return;
        bool isLeaf = file[(int)start + 5] == 0;
        foreach (var (key, child) in Children(start, keyBytes: 8 + 8 * dimensions))
        {
            if (isLeaf)
                AddValues(child, HdfBytes.UInt32At(File, key));
            else
                _pending.Push(() => VisitChunkTree(child, dimensions));
        }
    }

    private bool BeginTree(ulong start, int nodeType)
    {
        if (!Begin(start, least: TreeHeader))
            return false;
        _isWhole &= File[(int)start..].StartsWith("TREE"u8) && file[(int)start + 4] == nodeType;
        return _isWhole;
    }

    /// <summary>The places of the keys of a node, and the addresses that go with them.</summary>
    private List<(int Key, ulong Child)> Children(ulong start, int keyBytes)
    {
        int first = (int)start + TreeHeader, count = HdfBytes.UInt16At(File, (int)start + 6), step = keyBytes + 8;
        _budget -= (long)count * step;
        if (_budget < 0 || first + (long)count * step > file.Length)
        {
            _isWhole = false;
            return [];
        }
        return [.. Enumerable.Range(0, count).Select(i => (first + i * step, HdfBytes.UInt64At(File, first + i * step + keyBytes)))];
    }

    private void VisitSymbols(ulong start)
    {
        if (!Begin(start, least: 8))
            return;
        int place = (int)start, count = HdfBytes.UInt16At(File, place + 6);
        _budget -= (long)count * SymbolEntry;
        if (!File[place..].StartsWith("SNOD"u8) || _budget < 0 || place + 8 + (long)count * SymbolEntry > file.Length)
        {
            _isWhole = false;
            return;
        }
        for (int i = 0; i < count; i++)
        {
            ulong header = HdfBytes.UInt64At(File, place + 8 + i * SymbolEntry + 8);
            _pending.Push(() => VisitHeader(header));
        }
    }

    private static int Padded(int size, int unit) => (size + unit - 1) / unit * unit;
}

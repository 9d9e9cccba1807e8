namespace MLNet.Cnn;

/// <summary>An HDF5 file without the values of its arrays, in which any bytes may stand: what is looked for in structures is not looked for there.</summary>
/// <remarks>The values are only left out if the file could be walked through whole and none of its structures stands among them; of any other file every byte is looked at.</remarks>
internal sealed class HdfMetadata
{
    private readonly byte[] _file;
    private readonly (long Start, long End)[] _values;

    /// <param name="file">The file's bytes.</param>
    public HdfMetadata(byte[] file)
    {
        _file = file;
        _values = [.. new HdfWalk(file).FindValues().OrderBy(range => range.Start)];
    }

    /// <summary>All bytes of the file.</summary>
    public ReadOnlySpan<byte> File => _file;

    /// <summary>Where a signature stands outside of values.</summary>
    public List<int> PlacesOf(ReadOnlySpan<byte> signature)
    {
        var places = new List<int>();
        int from = 0, next = 0;
        while (File[from..].IndexOf(signature) is >= 0 and int found)
        {
            int place = from + found;
            from = place + 1;
            while (next < _values.Length && _values[next].End <= place)
                next++;
            if (next < _values.Length && _values[next].Start <= place)
                from = (int)_values[next].End;
            else
                places.Add(place);
        }
        return places;
    }
}

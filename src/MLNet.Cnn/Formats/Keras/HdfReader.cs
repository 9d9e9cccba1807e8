using PureHDF;
using PureHDF.VOL.Native;

namespace MLNet.Cnn;

/// <summary>Reads arrays and texts out of an HDF5 file, and only arrays of the size asked for.</summary>
internal sealed class HdfReader : IDisposable
{
    // Keras does not compress weights; whoever does cannot gain more than this.
    private const long LargestRatio = 1000;

    private const int HalfBytes = 2;

    // Far more than the layers and weights of any model.
    private const long MostTexts = 1_000_000;
    private const int MostGroups = 100_000, LongestPath = 4_000;

    private readonly NativeFile _file;
    private readonly long _fileLength;

    /// <summary>The first bytes of an HDF5 file.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <exception cref="InvalidDataException">The bytes are no HDF5 file, have links, or lie about sizes.</exception>
    public HdfReader(byte[] file)
    {
        var metadata = new HdfMetadata(file);
        HdfLinkScan.RefuseLinks(metadata);
        HdfSizeScan.RefuseLies(metadata);
        _fileLength = file.Length;
        _file = Guard("the weights", () => H5File.Open(new MemoryStream(file, writable: false)));
    }

    /// <summary>Whether there is a group or an array of this path.</summary>
    public bool Exists(string path) => Guard(path, () => _file.LinkExists(path));

    /// <summary>The path of something inside a group.</summary>
    public static string Join(string group, string name) => group.Length == 0 ? name : $"{group}/{name}";

    /// <summary>Whether the root has an attribute with texts, in one piece or in several.</summary>
    public bool HasText(string attribute) => Guard(attribute, () => _file.AttributeExists(attribute) || _file.AttributeExists($"{attribute}0"));

    /// <summary>The text of an attribute, or <see langword="null"/> where there is none.</summary>
    /// <param name="group">The path of the group, or nothing for the root.</param>
    /// <param name="attribute">The name of the attribute.</param>
    public string? Text(string group, string attribute) =>
        Attributes(group) is { } owner && Guard(attribute, () => owner.AttributeExists(attribute))
            ? Guard(attribute, () => owner.Attribute(attribute).Read<string>()) : null;

    /// <summary>The texts of an attribute, which Keras splits into several, numbered from 0, where they are too many for one.</summary>
    /// <exception cref="InvalidDataException">There is no such attribute.</exception>
    public IReadOnlyList<string> Texts(string group, string attribute)
    {
        var owner = Attributes(group) ?? throw new InvalidDataException($"there is no group '{group}' in the HDF5 file.");
        if (Guard(attribute, () => owner.AttributeExists(attribute)))
            return Texts(owner, attribute);
        var texts = new List<string>();
        for (int part = 0; Guard(attribute, () => owner.AttributeExists(FormattableString.Invariant($"{attribute}{part}"))); part++)
            texts.AddRange(Texts(owner, FormattableString.Invariant($"{attribute}{part}")));
        return texts.Count > 0 ? texts : throw new InvalidDataException($"the group '{group}' of the HDF5 file has no attribute '{attribute}', which lists what is in it.");
    }

    /// <summary>The paths of all groups below one, with the groups inside of them.</summary>
    public IEnumerable<string> GroupsBelow(string path)
    {
        var pending = new Stack<string>([path]);
        for (int found = 0; pending.TryPop(out string? next); found++)
        {
            if (found > MostGroups || next.Length > LongestPath)
                throw new InvalidDataException($"the HDF5 file has more groups than any model below '{path}'.");
            yield return next;
            var children = Guard(next, () => Exists(next) && _file.Get(next) is IH5Group group ? group.Children().OfType<IH5Group>().Select(child => child.Name).Take(MostGroups).ToList() : []);
            foreach (string child in children)
                pending.Push(Join(next, child));
        }
    }

    /// <summary>The values of an array, whose size must be the expected one.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is of another shape; the message begins with <paramref name="owner"/>.</exception>
    public float[] Read(string path, Shape expected, string owner)
    {
        if (!Exists(path))
            throw new InvalidDataException($"{owner} is missing: there is no array '{path}' of the shape {expected} in the weights. Save the model again, whole.");
        var dataset = Guard(path, () => _file.Get(path) as IH5Dataset) ?? throw new InvalidDataException($"{owner}: '{path}' is no array.");
        ulong[] dimensions = Guard(path, () => dataset.Space.Dimensions);
        if (!dimensions.SequenceEqual(expected.Dimensions.Select(d => (ulong)d)))
            throw new InvalidDataException($"{owner} has the shape {string.Join('x', dimensions)} in the file, but the configuration asks for {expected}.");
        var (type, size) = Guard(path, () => (dataset.Type.Class, dataset.Type.Size));
        if (type != H5DataTypeClass.FloatingPoint || size is not (HalfBytes or sizeof(float) or sizeof(double)))
            throw new NotSupportedException($"{owner} is stored as {type} of {size} bytes; only float16, float32 and float64 can be read.");
        if ((long)expected.Size * size / LargestRatio > _fileLength)
            throw new InvalidDataException($"{owner} would take {(long)expected.Size * size} bytes, but the whole file has {_fileLength}.");
        if (Guard(path, () => dataset.Layout.Class) == H5DataLayoutClass.VirtualStorage)
            throw new InvalidDataException($"{owner}: '{path}' is a virtual array over other files, which are never opened.");
        return Guard(path, () => size switch
        {
            HalfBytes => Array.ConvertAll(dataset.Read<Half[]>(), value => (float)value),
            sizeof(float) => dataset.Read<float[]>(),
            _ => Array.ConvertAll(dataset.Read<double[]>(), value => (float)value),
        });
    }

    public void Dispose() => _file.Dispose();

    private IH5Group? Attributes(string group) =>
        group.Length == 0 ? _file : Exists(group) ? Guard(group, () => _file.Get(group) as IH5Group) : null;

    private static IReadOnlyList<string> Texts(IH5Group owner, string attribute) => Guard<IReadOnlyList<string>>(attribute, () =>
    {
        var found = owner.Attribute(attribute);
        ulong count = found.Space.Dimensions.Aggregate(1UL, (product, dimension) => checked(product * dimension));
        // Python's writer gives an empty list another type.
        return count == 0 ? [] : count <= MostTexts ? found.Read<string[]>() : throw new InvalidDataException($"it lists {count} names");
    });

    /// <summary>Whatever a damaged file makes PureHDF throw is an error of the file.</summary>
    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception)
        {
            throw new InvalidDataException($"reading '{path}' from the HDF5 file failed, which is damaged or incomplete: {exception.Message}", exception);
        }
    }
}

using PureHDF;
using PureHDF.VOL.Native;

namespace MLNet.Cnn;

/// <summary>Reads arrays out of an HDF5 file, and only those of the size asked for.</summary>
internal sealed class KerasWeightsReader : IDisposable
{
    // Keras does not compress weights; whoever does cannot gain more than this.
    private const long LargestRatio = 1000;

    private readonly NativeFile _file;
    private readonly long _fileLength;

    /// <exception cref="InvalidDataException">The bytes are no HDF5 file, or have links.</exception>
    public KerasWeightsReader(byte[] file)
    {
        HdfLinkScan.RefuseLinks(file);
        _fileLength = file.Length;
        _file = Guard("the weights", () => H5File.Open(new MemoryStream(file, writable: false)));
    }

    /// <summary>Whether there is a group or an array of this path.</summary>
    public bool Exists(string path) => Guard(path, () => _file.LinkExists(path));

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
        if (type != H5DataTypeClass.FloatingPoint || size is not (sizeof(float) or sizeof(double)))
            throw new NotSupportedException($"{owner} is stored as {type} of {size} bytes; only float32 and float64 can be read.");
        if ((long)expected.Size * size / LargestRatio > _fileLength)
            throw new InvalidDataException($"{owner} would take {(long)expected.Size * size} bytes, but the whole file has {_fileLength}.");
        if (Guard(path, () => dataset.Layout.Class) == H5DataLayoutClass.VirtualStorage)
            throw new InvalidDataException($"{owner}: '{path}' is a virtual array over other files, which are never opened.");
        return Guard(path, () => size == sizeof(float)
            ? dataset.Read<float[]>()
            : Array.ConvertAll(dataset.Read<double[]>(), value => (float)value));
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Whatever a damaged file makes PureHDF throw is an error of the file.</summary>
    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new InvalidDataException($"reading '{path}' from the HDF5 file failed, which is damaged or incomplete: {exception.Message}", exception);
        }
    }
}

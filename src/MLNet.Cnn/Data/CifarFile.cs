using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>The binary files of CIFAR-10 and CIFAR-100: for each image one or two bytes of labels and 3,072 of pixels, red, green and blue one behind the other.</summary>
/// <remarks>Source: cs.toronto.edu/~kriz/cifar.html.</remarks>
internal static class CifarFile
{
    private const int PixelBytes = 3 * 32 * 32;
    private const int CoarseClasses = 20;

    private static readonly string[] Names10 = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not of this kind; the message names it.</exception>
    public static IDataView Load(DataOperationsCatalog catalog, IReadOnlyList<string> paths, CifarLabels labels)
    {
        if (paths.Count == 0)
            throw new ArgumentException("At least one file is needed.", nameof(paths));
        foreach (string path in paths)
            Check(path, labels);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Image)].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, 3, 32, 32);
        return catalog.LoadFromEnumerable(paths.SelectMany(path => Read(path, labels)), schema);
    }

    private static void Check(string path, CifarLabels labels)
    {
        long length = 0;
        using (var stream = Open(path))
        {
            byte[] buffer = new byte[1 << 16];
            for (int read; (read = Fill(path, stream, buffer)) > 0;)
                length += read;
        }
        int rowBytes = LabelBytes(labels) + PixelBytes;
        if (length == 0 || length % rowBytes != 0)
            throw new InvalidDataException(FormattableString.Invariant($"'{path}' has {length:N0} bytes, which is no whole number of rows of {rowBytes:N0} bytes, as {(labels == CifarLabels.Cifar10 ? "CIFAR-10" : "CIFAR-100")} has them. Is it truncated, or of the other kind?"));
        foreach (var row in Read(path, labels).Take(1))
            _ = row.Label;
    }

    private static IEnumerable<Row> Read(string path, CifarLabels labels)
    {
        using var stream = Open(path);
        // One row for all: ML.NET copies its values before it asks for the next.
        var row = new Row { Image = new byte[PixelBytes] };
        byte[] bytes = new byte[LabelBytes(labels) + PixelBytes];
        while (Fill(path, stream, bytes) == bytes.Length)
        {
            bytes.AsSpan(^PixelBytes..).CopyTo(row.Image);
            row.Label = NameOf(path, bytes, labels);
            yield return row;
        }
    }

    private static string NameOf(string path, byte[] bytes, CifarLabels labels)
    {
        int number = bytes[labels == CifarLabels.Cifar100Fine ? 1 : 0];
        int count = labels switch { CifarLabels.Cifar10 => Names10.Length, CifarLabels.Cifar100Coarse => CoarseClasses, _ => 100 };
        if (number >= count)
            throw new InvalidDataException($"'{path}' has the label {number}, but there are only {count} classes. Is it a file of the other kind?");
        return labels == CifarLabels.Cifar10 ? Names10[number] : number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static int LabelBytes(CifarLabels labels) => labels == CifarLabels.Cifar10 ? 1 : 2;

    private static Stream Open(string path)
    {
        UserFile.Check(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static int Fill(string path, Stream stream, byte[] buffer)
    {
        try
        {
            return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"'{path}' is damaged: it cannot be decompressed.", exception);
        }
    }

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace MLNet.Cnn.Tests;

/// <summary>Arrays that NumPy wrote: <c>.npy</c>, <c>.npz</c> (a zip of them) and text.</summary>
internal static partial class NumpyArrays
{
    /// <summary>The only array of a <c>.npy</c> or text file.</summary>
    public static float[] ReadOne(string path) => Path.GetExtension(path) == ".npy"
        ? Read(File.ReadAllBytes(path))
        : [.. File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => float.Parse(text, CultureInfo.InvariantCulture))];

    /// <summary>The arrays of a <c>.npz</c> file by their names.</summary>
    public static Dictionary<string, float[]> ReadAll(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return archive.Entries.ToDictionary(entry => Path.GetFileNameWithoutExtension(entry.Name), entry =>
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return Read(bytes.ToArray());
        });
    }

    /// <summary>Six bytes of magic, two of version, the length of a header, the header, and the values, the last dimension running fastest.</summary>
    private static float[] Read(byte[] file)
    {
        int start = file[6] == 1 ? 10 + BitConverter.ToUInt16(file, 8) : 12 + BitConverter.ToInt32(file, 8);
        string header = System.Text.Encoding.UTF8.GetString(file.AsSpan(10, start - 10));
        int[] shape = [.. Numbers().Matches(ShapeEntry().Match(header).Groups[1].Value).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture))];
        Assert.True(!header.Contains("'fortran_order': True", StringComparison.Ordinal) || shape.Count(size => size > 1) <= 1, "The first dimension runs fastest.");
        var values = file.AsSpan(start);
        return header.Contains("'<f8'", StringComparison.Ordinal) ? [.. MemoryMarshal.Cast<byte, double>(values).ToArray().Select(value => (float)value)]
            : header.Contains("'<f4'", StringComparison.Ordinal) ? MemoryMarshal.Cast<byte, float>(values).ToArray()
            : throw new InvalidDataException(header);
    }

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex ShapeEntry();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}

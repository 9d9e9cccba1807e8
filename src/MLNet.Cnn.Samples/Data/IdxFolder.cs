using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.ML;

namespace MLNet.Cnn.Samples;

/// <summary>A folder with the four files of MNIST, Fashion-MNIST or another data set in their format.</summary>
internal static class IdxFolder
{
    private static readonly string[] _names =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    /// <summary>Opens the files; their images are read only when someone goes through them, and never kept.</summary>
    /// <exception cref="UserError">The folder or a file is missing.</exception>
    public static SampleData Load(MLContext mlContext, string folder)
    {
        if (!Directory.Exists(folder))
            throw new UserError($"--data: there is no folder '{folder}'; it should hold {Listed(_names)}.");
        var found = _names.ToDictionary(name => name, name => Find(folder, name));
        var missing = _names.Where(name => found[name] is null).ToList();
        if (missing.Count > 0)
            throw new UserError($"--data: the folder '{folder}' lacks {Listed(missing)}.");

        var files = _names.Select(name => found[name]!).ToList();
        return new()
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            Training = mlContext.Data.LoadFromIdx(files[0], files[1]),
            Test = mlContext.Data.LoadFromIdx(files[2], files[3]),
            Counts = new(Count(files[1]), Count(files[3])),
        };
    }

    private static string? Find(string folder, string name) =>
        new[] { $"{name}.gz", name }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static string Listed(IEnumerable<string> names) => $"{string.Join(", ", names)}, each as it is or with .gz behind";

    /// <summary>The number of rows: the second four bytes of the file, which the library has checked by now.</summary>
    private static int Count(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        Span<byte> header = stackalloc byte[8];
        content.ReadExactly(header);
        return BinaryPrimitives.ReadInt32BigEndian(header[4..]);
    }
}

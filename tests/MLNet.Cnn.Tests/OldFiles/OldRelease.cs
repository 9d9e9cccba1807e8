using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>The files that version 0.1.0 wrote, their inputs, and the definitions they were made with, which a user's program would still hold.</summary>
internal static class OldRelease
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "v0.1.0");
    private static readonly string[] Classes = ["row", "column", "diagonal"];

    /// <summary>What 0.1.0 itself gave.</summary>
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(PathOf("expected.json"))).RootElement;

    public static CnnOptions Options { get; } = new()
    {
        Network = new("small", (shape, classes) => Network.Sequential(
            shape, new Conv2D(4, 3), new BatchNormalization { Momentum = 0.8 }, new ReLU(), new MaxPooling2D(2), new Flatten(), new Dense(classes))),
        ImageColumnName = "Bytes",
        Epochs = 4,
        BatchSize = 16,
        Threads = 1,
        Seed = 1,
        ValidationFraction = 0.25,
        Optimizer = new Adam(0.02),
        Schedule = new OneCycle(),
        Precision = Precision.Float32,
    };

    /// <summary>48 images as bytes and as floats.</summary>
    public static IDataView Pixels(MLContext context) => context.Data.LoadFromEnumerable(
        File.ReadAllBytes(PathOf("inputs/pixels.bin")).Chunk(OldPixels.Values).Select((bytes, i) => new OldPixels
        {
            Bytes = bytes,
            Floats = [.. Enumerable.Range(0, bytes.Length).Select(at => bytes[at % (bytes.Length / 3) * 3 + at / (bytes.Length / 3)] / 255f)],
            Label = Classes[i % 3],
        }).ToList());

    /// <summary>Seven image files: their paths, and their bytes as <c>Image</c>.</summary>
    public static IDataView Files(MLContext context) =>
        context.Data.LoadFromEnumerable(ImagePaths.Select(path => new OldFile { Path = path, Image = File.ReadAllBytes(path), Label = ClassOf(path) }).ToList());

    /// <summary>The same files as images in memory.</summary>
    public static IDataView Images(MLContext context) => context.Data.LoadFromImages(ImagePaths, path => MLImage.CreateFromFile(path), ClassOf);

    /// <summary>Copies a file or folder, so that whatever happens to it can be seen.</summary>
    public static string Copy(string name, TestFolder to)
    {
        string source = PathOf(name);
        foreach (string file in Directory.Exists(source) ? Directory.GetFiles(source, "*", SearchOption.AllDirectories) : [source])
        {
            string copy = to.File(Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return to.File(name);
    }

    /// <summary>Fails unless every file is still as 0.1.0 wrote it, and nothing lies beside it.</summary>
    public static void AssertUnchanged(string name, TestFolder folder)
    {
        foreach (string file in folder.Content.Where(entry => File.Exists(folder.File(entry))))
            Assert.Equal(File.ReadAllBytes(PathOf(file)), File.ReadAllBytes(folder.File(file)));
        Assert.Contains(name, folder.Content);
    }

    /// <summary>The scores that 0.1.0 gave for all rows.</summary>
    public static float[][] ExpectedScores(string name) => ExpectedValue(name).Deserialize<float[][]>()!;

    public static JsonElement ExpectedValue(string name) => Expected.GetProperty(name);

    private static string[] ImagePaths => [.. Directory.GetFiles(PathOf("inputs")).Where(path => !path.EndsWith(".bin", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string ClassOf(string path) => Path.GetFileNameWithoutExtension(path).Split('-')[2];

    private static string PathOf(string name) => Path.Combine(Folder, name);
}

internal sealed class OldPixels
{
    public const int Values = 12 * 12 * 3;

    [VectorType(12, 12, 3)]
    public byte[] Bytes { get; set; } = [];

    [VectorType(3, 12, 12)]
    public float[] Floats { get; set; } = [];

    public string Label { get; set; } = "";
}

internal sealed class OldFile
{
    public string Path { get; set; } = "";

    public byte[] Image { get; set; } = [];

    public string Label { get; set; } = "";
}

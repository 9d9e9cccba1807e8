using System.IO.Compression;
using System.Text;
using PureHDF;

namespace MLNet.Cnn.Tests;

/// <summary>Writes small .keras files by hand, whole or broken.</summary>
internal static class KerasFileMaker
{
    public const string TwoByTwo = """{"class_name": "InputLayer", "config": {"name": "image", "batch_shape": [null, 2, 2, 1]}}""";

    /// <summary>A Sequential of layers, as Keras' minimal grammar has it.</summary>
    public static string Sequential(params string[] layers) =>
        $$"""{"module": "keras", "class_name": "Sequential", "config": {"name": "made", "layers": [{{string.Join(", ", layers)}}] } }""";

    public static string DenseLayer(int units, string more = "") =>
        $$"""{"class_name": "Dense", "config": {"name": "scores", "units": {{units}}{{more}} } }""";

    public const string FlattenLayer = """{"class_name": "Flatten", "config": {"name": "flatten"}}""";

    /// <summary>The weights of a layer: <c>layers/dense/vars/0</c> and so on.</summary>
    public static byte[] Weights(params (string Layer, float[,] Kernel, float[] Bias)[] layers)
    {
        var root = new H5Group();
        var file = new H5File { ["layers"] = root };
        foreach (var (layer, kernel, bias) in layers)
            root[layer] = new H5Group { ["vars"] = new H5Group { ["0"] = kernel, ["1"] = bias } };
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }

    /// <summary>Writes the zip and gives its path; the caller deletes it.</summary>
    public static string Write(string config, byte[] weights, string? stranger = null)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.keras");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(archive, "config.json", Encoding.UTF8.GetBytes(config));
        Add(archive, "model.weights.h5", weights);
        if (stranger is not null)
            Add(archive, stranger, [1]);
        return path;
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(content);
    }
}

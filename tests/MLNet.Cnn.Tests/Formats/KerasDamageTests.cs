using System.IO.Compression;

namespace MLNet.Cnn.Tests;

/// <summary>Damaged files of every kind: whatever a byte becomes and wherever a file ends, there is an error that is documented, soon and in little memory.</summary>
public sealed class KerasDamageTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Kinds => ["keras", "weights", "listed", "config"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Wherever_a_file_ends_it_fails_as_documented(string kind)
    {
        byte[] whole = Make(kind);
        Load(kind, whole);
        int step = Math.Max(1, whole.Length / 400);
        for (int length = 0; length < whole.Length; length += step)
        {
            byte[] begun = whole[..length];
            bool failed = DamagedFile.Fails(begun, () => Load(kind, begun));
            // An HDF5 file may end in bytes that nobody reads; a zip has its directory there.
            Assert.True(failed || kind != "keras", $"{length} of {whole.Length} bytes were read as a whole file");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_a_byte_becomes_it_fails_as_documented_or_is_read(string kind)
    {
        byte[] whole = Make(kind);
        foreach (byte[] damaged in DamagedFile.Variants(whole, 600))
            DamagedFile.Fails(damaged, () => Load(kind, damaged));
    }

    // Files as Python writes them, with the older structures of HDF5.
    [Fact]
    [Trait("Category", "Conformance")]
    public void Files_of_Keras_fail_as_documented_wherever_they_end_and_whatever_a_byte_becomes()
    {
        foreach (string file in Directory.EnumerateFiles(ConformanceFolder.Require("keras-models"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".h5" or ".keras" && !file.EndsWith(".weights.h5", StringComparison.Ordinal) && new FileInfo(file).Length < 50_000))
        {
            byte[] whole = File.ReadAllBytes(file);
            foreach (byte[] damaged in DamagedFile.Variants(whole, 60).Concat(Enumerable.Range(0, 20).Select(i => whole[..(i * whole.Length / 20)])))
                DamagedFile.Fails(damaged, () => Load("", damaged));
        }
    }

    private void Load(string kind, byte[] bytes)
    {
        string path = _folder.File($"damaged {kind}");
        File.WriteAllBytes(path, bytes);
        _ = kind switch
        {
            "weights" => (object)KerasModel.LoadWeights(path, Small()),
            "config" => KerasModel.LoadArchitecture(path),
            _ => KerasModel.Load(path),
        };
    }

    private byte[] Make(string kind)
    {
        var network = Small();
        string path = _folder.File("whole.keras");
        new KerasModel(network, NetworkWeights.Initialize(network, 1)).Save(path);
        const string listed = """{"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "a", "units": 1, "batch_input_shape": [null, 2]}}]}""";
        return kind switch
        {
            "keras" => File.ReadAllBytes(path),
            "listed" => KerasListedFile.Write(listed, "2.1.3", [("a", [("a/kernel:0", new float[2, 1]), ("a/bias:0", new float[1])])]),
            _ => Member(path, kind == "weights" ? "model.weights.h5" : "config.json"),
        };
    }

    private static Network Small() => Network.Sequential(new(4, 4, 1), new Conv2D(2, 3), new BatchNormalization(), new Flatten(), new Dense(2));

    private static byte[] Member(string path, string name)
    {
        using var archive = ZipFile.OpenRead(path);
        using var stream = archive.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

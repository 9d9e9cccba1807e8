using System.Text;
using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>What lies where a file should be is called what it is: a folder, or the pointer of Git LFS.</summary>
public sealed class UserFileTests : IDisposable
{
    private const string Pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:abababababababababababababababababababababababababababababababab\nsize 26234567\n";

    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    /// <summary>Everything of the library that reads a file which the user names.</summary>
    public static TheoryData<string> Readers => ["KerasModel.Load", "KerasModel.LoadArchitecture", "KerasModel.LoadWeights", "LoadCnn", "Checkpoint.LoadWeights", "LoadFromIdx", "LoadFromCifar10", "LoadFromImageList"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_pointer_of_Git_LFS_is_called_one(string reader)
    {
        string path = _folder.File("mein Modell ä.h5");
        File.WriteAllText(path, Pointer);

        Refusal.WithDecimalComma(() => Assert.Equal(
            $"'{path}' is the pointer that Git LFS leaves in place of a file of 26,234,567 bytes: run 'git lfs pull' where it was cloned.",
            Assert.Throws<InvalidDataException>(() => Read(reader, path)).Message));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_folder_is_called_one(string reader) =>
        Assert.Equal($"'{_folder.Path}' is a folder, but a file is expected.", Assert.Throws<IOException>(() => Read(reader, _folder.Path)).Message);

    [Fact]
    public void A_pointer_in_place_of_an_image_is_called_one() => Assert.Equal(
        "it is the pointer that Git LFS leaves in place of a file of 26,234,567 bytes: run 'git lfs pull' where it was cloned",
        Assert.Throws<UnreadableImageFailure>(() => ImageDecoder.Decode(Encoding.ASCII.GetBytes(Pointer))).Message);

    [Fact]
    public void A_folder_is_no_place_to_write_a_file_to()
    {
        var network = Network.Sequential(new(2, 2, 1), new Flatten(), new Dense(2));

        string message = Assert.Throws<IOException>(() => new KerasModel(network, NetworkWeights.Initialize(network, 1)).Save(_folder.Path)).Message;

        Assert.StartsWith($"'{_folder.Path}' could not be written: it is a folder, but a file is expected.", message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Conformance")]
    public void The_pointer_that_failed_is_called_one() => Assert.Contains(
        "is the pointer that Git LFS leaves in place of a file of 26,234,567 bytes",
        Assert.Throws<InvalidDataException>(() => KerasModel.Load(ConformanceFolder.Require("..", "cases", "keras", "lfs-pointer.h5"))).Message, StringComparison.Ordinal);

    private void Read(string reader, string path) => _ = reader switch
    {
        "KerasModel.Load" => KerasModel.Load(path),
        "KerasModel.LoadArchitecture" => KerasModel.LoadArchitecture(path),
        "KerasModel.LoadWeights" => KerasModel.LoadWeights(path, Network.Sequential(new(2, 2, 1), new Flatten(), new Dense(2))),
        "LoadCnn" => _context.Model.LoadCnn(path),
        "Checkpoint.LoadWeights" => Checkpoint.LoadWeights(path),
        "LoadFromIdx" => _context.Data.LoadFromIdx(path, path),
        "LoadFromCifar10" => _context.Data.LoadFromCifar(CifarLabels.Cifar10, path),
        _ => (object)_context.Data.LoadFromImageList(path),
    };
}

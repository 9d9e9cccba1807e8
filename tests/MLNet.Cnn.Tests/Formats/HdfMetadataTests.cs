using System.Runtime.InteropServices;
using static MLNet.Cnn.Tests.KerasFileMaker;

namespace MLNet.Cnn.Tests;

/// <summary>Weights may have any bytes: what looks like a damaged structure among them is none.</summary>
public sealed class HdfMetadataTests : IDisposable
{
    private const int Inputs = 64;

    private readonly TestFolder _folder = new();

    /// <summary>What HDF5 calls its structures, versions where they have one, and links in the two forms of headers; in hexadecimal.</summary>
    public static TheoryData<string> Signatures => [.. ((byte[][])
    [
        [.. "TREE"u8], [.. "SNOD"u8, 1, 0], [.. "HEAP"u8, 0, 0, 0, 0], [.. "GCOL"u8, 1, 0, 0, 0], [.. "OHDR"u8, 2, 3], [.. "OCHK"u8, 16, 16, 0, 0], [.. "FRHP"u8], [.. "BTHD"u8],
        [6, 0, 20, 0, 0, 0, 0, 0, 1, 8, 64, 1], [.. "OHDR"u8, 2, 0, 10, 6, 6, 0, 0, 1, 8, 1, 1, 1], [.. HdfReader.Signature],
    ]).Select(Convert.ToHexString)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Signatures))]
    public void A_signature_among_the_weights_is_a_weight(string signature)
    {
        // Small arrays stand within their header, large ones apart from it.
        foreach (int outputs in (int[])[2, 512])
        {
            float[] planted = Planted(signature);
            var kernel = new float[Inputs, outputs];
            for (int i = 0; i < planted.Length; i++)
                kernel[i / outputs, i % outputs] = planted[i];
            string input = """{"class_name": "InputLayer", "config": {"name": "image", "batch_shape": [null, 8, 8, 1]}}""";
            string path = Write(Sequential(input, FlattenLayer, DenseLayer(outputs)), Weights(("dense", kernel, new float[outputs])));
            try
            {
                Assert.Equal(planted, KerasModel.Load(path).Weights["scores/kernel"].Values.ToArray()[..planted.Length]);
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    [Theory]
    [Trait("Category", "Conformance")]
    [MemberData(nameof(Signatures))]
    public void A_signature_among_the_weights_of_a_file_that_Python_wrote_is_a_weight(string signature)
    {
        byte[] file = File.ReadAllBytes(ConformanceFolder.Require("keras-models", "keras-3.16", "legacy.h5"));
        var before = KerasModel.Load(ConformanceFolder.Require("keras-models", "keras-3.16", "legacy.h5"));
        byte[] values = Bytes(Planted(signature));
        var weight = before.Weights.First(array => array.Values.Length * sizeof(float) >= values.Length);
        values.CopyTo(file, file.AsSpan().IndexOf(MemoryMarshal.AsBytes(weight.Values.Span)));
        string path = _folder.File("planted.h5");
        File.WriteAllBytes(path, file);

        var model = KerasModel.Load(path);

        Assert.Equal(values, Bytes(model.Weights[weight.Path].Values.ToArray())[..values.Length]);
    }

    [Fact]
    [Trait("Category", "Conformance")]
    public void The_values_of_every_file_of_Keras_are_found()
    {
        foreach (string path in Directory.EnumerateFiles(ConformanceFolder.Require("keras-models"), "*.h5", SearchOption.AllDirectories))
            Assert.True(new HdfWalk(File.ReadAllBytes(path)).FindValues().Count > 0, path);
    }

    [Fact]
    public void Structures_that_are_declared_to_be_values_are_looked_at_all_the_same()
    {
        byte[] file = Weights(("dense", new float[Inputs, 512], new float[512]));
        var values = new HdfWalk(file).FindValues();
        int headers = new HdfMetadata(file).PlacesOf("OHDR"u8).Count;
        var (start, end) = values.MaxBy(range => range.End - range.Start);
        byte[] layout = [.. BitConverter.GetBytes(start), .. BitConverter.GetBytes(end - start)];
        BitConverter.GetBytes(0L).CopyTo(file, file.AsSpan().IndexOf(layout));
        BitConverter.GetBytes((long)file.Length).CopyTo(file, file.AsSpan().IndexOf([.. BitConverter.GetBytes(0L), .. BitConverter.GetBytes(end - start)]) + sizeof(long));

        Assert.Equal(2, values.Count);
        Assert.True(headers > 0);
        Assert.Empty(new HdfWalk(file).FindValues());
        Assert.Equal(headers, new HdfMetadata(file).PlacesOf("OHDR"u8).Count);
    }

    [Fact]
    public void Whatever_a_byte_becomes_the_walk_ends()
    {
        byte[] whole = Weights(("dense", new float[Inputs, 2], [0, 0]));

        foreach (byte[] damaged in DamagedFile.Variants(whole, 600))
            Assert.False(DamagedFile.Fails(damaged, () => new HdfWalk(damaged).FindValues()));
    }

    /// <summary>A signature and then numbers so large that no file could have them, as floats that are numbers.</summary>
    private static float[] Planted(string signature)
    {
        byte[] bytes = Convert.FromHexString(signature);
        return MemoryMarshal.Cast<byte, float>((byte[])[.. bytes, .. Enumerable.Repeat((byte)0x7E, 128 - bytes.Length)]).ToArray();
    }

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}

using System.Buffers.Binary;
using System.IO.Compression;
using MLNet.Cnn.Samples.Digits;

namespace MLNet.Cnn.Tests;

/// <summary>Drawn digits as the four files of MNIST, the training files plain and the test files compressed.</summary>
internal static class TinyIdx
{
    public static void Write(SampleFolder folder)
    {
        Write(folder.File("train-images-idx3-ubyte"), folder.File("train-labels-idx1-ubyte"), DigitGenerator.Generate(200, seed: 5));
        Write(folder.File("t10k-images-idx3-ubyte.gz"), folder.File("t10k-labels-idx1-ubyte.gz"), DigitGenerator.Generate(40, seed: 6));
    }

    private static void Write(string imagesPath, string labelsPath, DigitSet set)
    {
        WriteFile(imagesPath, [set.Images.Count, DigitImage.Side, DigitImage.Side], set.Images.SelectMany(image => image.Pixels));
        WriteFile(labelsPath, [set.Images.Count], set.Images.Select(image => (byte)(image.Label[0] - '0')));
    }

    private static void WriteFile(string path, int[] dimensions, IEnumerable<byte> values)
    {
        using var file = File.Create(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        content.Write([0, 0, 8, (byte)dimensions.Length]);
        var number = new byte[4];
        foreach (var dimension in dimensions)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, dimension);
            content.Write(number);
        }

        content.Write(values.ToArray());
    }
}

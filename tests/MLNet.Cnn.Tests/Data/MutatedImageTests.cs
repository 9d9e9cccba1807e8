using Microsoft.ML;
using SkiaSharp;

namespace MLNet.Cnn.Tests;

/// <summary>Whatever the bytes: an image is read, or the reason is told; nothing else is thrown, nothing hangs.</summary>
public class MutatedImageTests
{
    private const int Count = 300;

    [Fact]
    public void Mutated_images_are_read_or_reported()
    {
        var random = new Random(20);
        byte[][] originals = [.. Originals()];
        int read = 0, reported = 0;
        for (int i = 0; i < Count; i++)
        {
            byte[] mutated = Mutate(random, originals[i % originals.Length], i);
            try
            {
                using var upright = ImageDecoder.DecodeUpright(mutated, 64);
                using var plain = ImageDecoder.Decode(mutated);
                Assert.InRange(plain.Width * (long)plain.Height, 1, ImageDecoder.LargestPixels);
                read++;
            }
            catch (UnreadableImageFailure failure)
            {
                Assert.NotEqual("", failure.Message);
                reported++;
            }
        }
        Assert.Equal(Count, read + reported);
        // Some of each, or the mutations are too mild or too wild to show anything.
        Assert.InRange(read, Count / 20, Count);
        Assert.InRange(reported, Count / 4, Count);
    }

    [Fact]
    public void A_training_on_mutated_files_learns_from_some_and_lists_the_others()
    {
        using var folder = new TestFolder();
        DrawnFiles.Write(folder.Path, perClass: 6, SKEncodedImageFormat.Jpeg);
        var random = new Random(3);
        string[] files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        foreach (var (file, i) in files.Select((file, i) => (file, i)).Where(pair => pair.i % 2 == 1))
            File.WriteAllBytes(file, Mutate(random, File.ReadAllBytes(file), i));
        var data = SmallTraining.Keyed(new MLContext(seed: 1).Data.LoadFromImageFolder(folder.Path));

        using var cnn = SmallTraining.Fit(
            SmallTraining.Options with { ImageColumnName = "ImagePath", ImageReading = new ImageReading(12), UnreadableImages = UnreadableImages.Skip, Epochs = 1, Threads = 2 }, data);

        Assert.Equal(files.Length, cnn.Model.History.TrainingImages + cnn.Model.History.UnreadableImages.Count);
        Assert.NotEmpty(cnn.Model.History.UnreadableImages);
    }

    private static IEnumerable<byte[]> Originals()
    {
        foreach (var format in new[] { SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp })
        {
            using var bitmap = DrawnFiles.Draw(new Random(1), 1, 40, 30);
            yield return DrawnFiles.Encode(bitmap, format);
        }
        yield return Bitmap(40, 30);
        // Two frames of one pixel.
        yield return Convert.FromBase64String("R0lGODlhAQABAIEAAP8AAAD/AAAAAAAAACH5BAAKAAAALAAAAAABAAEAAAIBRAA7");
    }

    /// <summary>A BMP of 24 bits, which Skia reads and does not write.</summary>
    private static byte[] Bitmap(int width, int height)
    {
        byte[] pixels = new byte[width * 3 * height];
        new Random(5).NextBytes(pixels);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("BM"u8);
        foreach (int number in (int[])[54 + pixels.Length, 0, 54, 40, width, height])
            writer.Write(number);
        writer.Write((short)1);
        writer.Write((short)24);
        foreach (int number in (int[])[0, pixels.Length, 2835, 2835, 0, 0])
            writer.Write(number);
        writer.Write(pixels);
        return stream.ToArray();
    }

    private static byte[] Mutate(Random random, byte[] original, int kind)
    {
        byte[] bytes = [.. original];
        switch (kind % 4)
        {
            case 0: // some bits
                for (int flips = random.Next(1, 20); flips > 0; flips--)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1: // the end is missing
                return bytes[..random.Next(bytes.Length)];
            case 2: // the header lies
                for (int i = random.Next(4, 24); i < Math.Min(bytes.Length, 48); i += random.Next(1, 6))
                    bytes[i] = (byte)random.Next(256);
                return bytes;
            default: // a piece is doubled, another is gone
                int at = random.Next(bytes.Length), length = random.Next(bytes.Length - at);
                return [.. bytes[..at], .. bytes.AsSpan(at, length), .. bytes.AsSpan(at / 2)];
        }
    }
}

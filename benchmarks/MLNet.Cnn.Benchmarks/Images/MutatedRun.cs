using SkiaSharp;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Files with flipped bits, missing ends and headers that lie: drawn ones, and photos where <c>../shared</c> has some.</summary>
internal static class MutatedRun
{
    public const string Name = "images-mutated";
    public const int Count = 1_000;

    /// <summary>Prints how many were read, reported and neither, and the peak of the process.</summary>
    public static void Run()
    {
        var random = new Random(1);
        byte[][] originals = [.. Drawn(), .. Photos()];
        int read = 0, reported = 0, other = 0;
        for (int i = 0; i < Count; i++)
        {
            try
            {
                ImageDecoder.DecodeUpright(Mutate(random, originals[i % originals.Length], i / originals.Length), 64).Dispose();
                read++;
            }
            catch (UnreadableImageFailure)
            {
                reported++;
            }
            catch (Exception)
            {
                other++;
            }
        }
        MemoryProcess.Print(read, reported, other, ProcessMemory.Peak);
    }

    private static byte[] Mutate(Random random, byte[] original, int kind)
    {
        byte[] bytes = [.. original];
        if (kind % 3 == 1)
            return bytes[..random.Next(bytes.Length)];
        // Anywhere, or in the header.
        int range = kind % 3 == 0 ? bytes.Length : Math.Min(64, bytes.Length);
        for (int flips = random.Next(1, 30); flips > 0; flips--)
            bytes[random.Next(range)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static IEnumerable<byte[]> Drawn()
    {
        using var bitmap = new SKBitmap(300, 200);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.SkyBlue);
        using var paint = new SKPaint { Color = SKColors.DarkGreen };
        canvas.DrawCircle(100, 90, 60, paint);
        foreach (var format in new[] { SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp })
        {
            using var data = bitmap.Encode(format, 90);
            yield return data.ToArray();
        }
    }

    private static IEnumerable<byte[]> Photos()
    {
        string folder = Path.Combine("..", "shared", "data", "photos");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".tsv", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Where((_, i) => i % 40 == 0).Concat(Directory.EnumerateFiles(Path.Combine(folder, "mlnet-test-images")).Where(file => !file.EndsWith(".tsv", StringComparison.Ordinal))).Select(File.ReadAllBytes)
            : [];
    }
}

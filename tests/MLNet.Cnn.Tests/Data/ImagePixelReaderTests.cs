using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using SkiaSharp;

namespace MLNet.Cnn.Tests;

/// <summary>Pixels of paths are those of ML.NET's LoadImages, ResizeImages, ConvertToGrayscale and ExtractPixels, bit for bit.</summary>
public class ImagePixelReaderTests
{
    private static readonly MLContext Context = new(seed: 1);

    public static TheoryData<ImageResizing, ColorMode> Readings => new(
        from resizing in Enum.GetValues<ImageResizing>() from mode in Enum.GetValues<ColorMode>() select (resizing, mode));

    [Theory]
    [MemberData(nameof(Readings))]
    public void Paths_are_read_as_by_ML_NETs_components(ImageResizing resizing, ColorMode mode)
    {
        using var folder = new TestFolder();
        foreach (var format in new[] { SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp })
        {
            using var bitmap = DrawnFiles.Draw(new Random(2), 1, 31, 22);
            File.WriteAllBytes(folder.File($"drawn.{format}"), DrawnFiles.Encode(bitmap, format));
            // Of the very size that is asked for: nothing to resize.
            using var exact = DrawnFiles.Draw(new Random(3), 2, 16, 12);
            File.WriteAllBytes(folder.File($"exact.{format}"), DrawnFiles.Encode(exact, format));
        }
        using var transparent = new SKBitmap(new SKImageInfo(9, 30, SKColorType.Bgra8888, SKAlphaType.Unpremul));
        for (int i = 0; i < 270; i++)
            transparent.SetPixel(i % 9, i / 9, new SKColor((byte)i, (byte)(3 * i), 200, (byte)(7 * i)));
        File.WriteAllBytes(folder.File("transparent.png"), DrawnFiles.Encode(transparent, SKEncodedImageFormat.Png));

        AssertSame(Directory.GetFiles(folder.Path), new ImageReading((12, 16)) { Resizing = resizing, ColorMode = mode });
    }

    [Theory]
    [MemberData(nameof(Readings))]
    public void Odd_files_are_read_as_by_ML_NETs_components(ImageResizing resizing, ColorMode mode)
    {
        string shared = Path.Combine(LibrarySource.Repository, "..", "shared", "data", "photos", "mlnet-test-images");
        Assert.SkipUnless(Directory.Exists(shared), "needs ../shared");

        AssertSame(Directory.GetFiles(shared).Where(file => !file.EndsWith(".tsv", StringComparison.Ordinal)), new ImageReading((40, 64)) { Resizing = resizing, ColorMode = mode });
    }

    private static void AssertSame(IEnumerable<string> files, ImageReading reading)
    {
        var column = new ImageColumn("Path", reading.Shape, ImageLayout.Interleaved, IsByte: true) { Kind = ImageColumnKind.Path, Reading = reading };
        using var reader = new ImagePixelReader(column);
        foreach (string file in files)
        {
            var pixels = new byte[reading.Shape.Size];
            reader.Read(new ImageValue(file, null, null), pixels);

            Assert.Equal(Stock(file, reading), pixels);
        }
    }

    private static byte[] Stock(string file, ImageReading reading)
    {
        var kind = reading.Resizing switch
        {
            ImageResizing.Crop => ImageResizingEstimator.ResizingKind.IsoCrop,
            ImageResizing.Pad => ImageResizingEstimator.ResizingKind.IsoPad,
            _ => ImageResizingEstimator.ResizingKind.Fill,
        };
        var data = Context.Data.LoadFromEnumerable([new Row { Path = file }]);
        IEstimator<ITransformer> chain = Context.Transforms.LoadImages("Image", imageFolder: null, "Path")
            .Append(Context.Transforms.ResizeImages("Image", reading.ImageSize.Width, reading.ImageSize.Height, "Image", kind));
        if (reading.ColorMode == ColorMode.Grayscale)
            chain = chain.Append(Context.Transforms.ConvertToGrayscale("Image"));
        chain = chain.Append(Context.Transforms.ExtractPixels("Image", interleavePixelColors: true, outputAsFloatArray: false));
        byte[] all = chain.Fit(data).Transform(data).Column<byte[]>("Image").Single();
        // In gray all three channels are the same.
        return reading.ColorMode == ColorMode.Rgb ? all : [.. all.Where((_, i) => i % 3 == 0)];
    }

    public sealed class Row
    {
        public string Path { get; set; } = "";
    }
}

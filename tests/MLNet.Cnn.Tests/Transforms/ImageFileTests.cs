using Microsoft.ML;
using SkiaSharp;

namespace MLNet.Cnn.Tests;

/// <summary>The stock image pipeline on real files: LoadImages, ResizeImages, ExtractPixels, TrainCnn.</summary>
public sealed class ImageFileTests : IClassFixture<ImageFileTests.Files>
{
    private readonly Files _files;

    public ImageFileTests(Files files) => _files = files;

    [Fact]
    public void Images_in_files_are_learned()
    {
        var context = new MLContext(seed: 1);
        var model = _files.Pipeline(context).Fit(_files.Rows(context));

        var metrics = context.MulticlassClassification.Evaluate(model.Transform(_files.Rows(context)));

        Assert.InRange(metrics.MicroAccuracy, 0.9, 1);
        Assert.Equal(new ImageColumn("Image", new(10, 12, 3), ImageLayout.Planar, IsByte: false), model.LastTransformer.Model.ImageColumn);
        Assert.Equal(["blue", "green", "red"], model.LastTransformer.Model.ClassNames.Order());
    }

    [Fact]
    public void Planar_and_interleaved_pixels_as_floats_and_as_bytes_give_equal_results()
    {
        var context = new MLContext(seed: 1);
        var expected = _files.Pipeline(context).Fit(_files.Rows(context));
        var scores = expected.Scores(_files.Rows(context));

        foreach (var (interleaved, floats) in new[] { (true, true), (false, false), (true, false) })
        {
            var model = _files.Pipeline(context, interleaved, floats).Fit(_files.Rows(context));

            Assert.Equal(expected.LastTransformer.Hash(), model.LastTransformer.Hash());
            Assert.InRange(SmallTraining.LargestDifference(scores, model.Scores(_files.Rows(context))), 0, 1e-6);
            Assert.Equal(
                new ImageColumn("Image", new(10, 12, 3), interleaved ? ImageLayout.Interleaved : ImageLayout.Planar, !floats),
                model.LastTransformer.Model.ImageColumn);
        }
    }

    [Fact]
    public void A_model_refuses_pixels_in_the_other_order()
    {
        var context = new MLContext(seed: 1);
        using var cnn = _files.Pipeline(context).Fit(_files.Rows(context)).LastTransformer;
        var interleaved = _files.Pixels(context, interleaved: true, floats: true).Fit(_files.Rows(context)).Transform(_files.Rows(context));

        Refusal.Says<ArgumentOutOfRangeException>(
            "Image column 'Image': expected Vector<Single, 3, 10, 12>, as in the training data, got Vector<Single, 10, 12, 3>. (Parameter 'inputSchema')",
            () => cnn.Transform(interleaved));
    }

    [Fact]
    public void A_file_that_is_missing_is_named_with_its_row()
    {
        var context = new MLContext(seed: 1);
        var rows = _files.Enumerate().ToList();
        rows.Insert(17, new FileRow { Path = "no such file.png", Label = "red" });

        var refusal = Assert.Throws<InvalidOperationException>(() => _files.Pipeline(context).Fit(context.Data.LoadFromEnumerable(rows)));

        Assert.StartsWith("Reading the data failed at one of the first rows: ", refusal.Message);
        Assert.Contains("no such file.png", refusal.Message);
    }

    [Fact]
    public void A_file_that_is_no_image_ends_the_fit()
    {
        var context = new MLContext(seed: 1);
        File.WriteAllText(Path.Combine(_files.Folder, "text.png"), "no image");
        var rows = _files.Enumerate().Append(new FileRow { Path = "text.png", Label = "red" }).ToList();

        var refusal = Assert.Throws<InvalidOperationException>(() => _files.Pipeline(context).Fit(context.Data.LoadFromEnumerable(rows)));

        Assert.StartsWith("Reading the data failed at one of the first rows: ", refusal.Message);
    }

    public sealed class FileRow
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }

    /// <summary>Forty-five PNG files in a folder whose name has spaces and letters beyond ASCII.</summary>
    public sealed class Files : IDisposable
    {
        private static readonly string[] Colours = ["red", "green", "blue"];

        private readonly TestFolder _folder = new();

        public Files()
        {
            var random = new Random(1);
            for (int i = 0; i < 45; i++)
            {
                // Larger than what the network sees, and of several sizes, so that ResizeImages has work.
                using var bitmap = new SKBitmap(20 + i % 3, 17 + i % 4);
                for (int y = 0; y < bitmap.Height; y++)
                {
                    for (int x = 0; x < bitmap.Width; x++)
                    {
                        var channels = new byte[3];
                        random.NextBytes(channels);
                        channels[i % 3] = (byte)Math.Min(255, channels[i % 3] + 60);
                        bitmap.SetPixel(x, y, new SKColor(channels[0], channels[1], channels[2]));
                    }
                }
                using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
                File.WriteAllBytes(_folder.File($"Bild {i} ü.png"), data.ToArray());
            }
        }

        public string Folder => _folder.Path;

        public IEnumerable<FileRow> Enumerate() =>
            Enumerable.Range(0, 45).Select(i => new FileRow { Path = $"Bild {i} ü.png", Label = Colours[i % 3] });

        public IDataView Rows(MLContext context) => context.Data.LoadFromEnumerable(Enumerate());

        public IEstimator<ITransformer> Pixels(MLContext context, bool interleaved, bool floats) =>
            context.Transforms.LoadImages("Image", Folder, nameof(FileRow.Path))
                .Append(context.Transforms.ResizeImages("Image", imageWidth: 12, imageHeight: 10))
                .Append(context.Transforms.ExtractPixels("Image", interleavePixelColors: interleaved, outputAsFloatArray: floats));

        public Microsoft.ML.Data.EstimatorChain<CnnTransformer> Pipeline(MLContext context, bool interleaved = false, bool floats = true) =>
            context.Transforms.Conversion.MapValueToKey("Label")
                .Append(Pixels(context, interleaved, floats))
                .Append(context.Transforms.TrainCnn(SmallTraining.Options with { Epochs = 10 }));

        public void Dispose() => _folder.Dispose();
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Cnn.Tests;

/// <summary>Columns of paths, of encoded bytes and of MLImage: trained on as they are, and the same when the model is used.</summary>
public sealed class ImageColumnKindTests : IClassFixture<ImageColumnKindTests.Folder>
{
    private const double Tolerance = 1e-6;

    private readonly Folder _folder;
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public ImageColumnKindTests(Folder folder)
    {
        _folder = folder;
        _data = WithImages(_context, _context.Data.LoadFromImageFolder(folder.Images));
    }

    [Theory]
    [InlineData("ImagePath", ImageColumnKind.Path)]
    [InlineData("Image", ImageColumnKind.Encoded)]
    [InlineData("Decoded", ImageColumnKind.Image)]
    public void Images_are_learned_scored_saved_and_loaded_again(string column, ImageColumnKind kind)
    {
        using var model = Fit(column, new ImageReading((10, 12)));
        var cnn = model.LastTransformer;
        var scores = cnn.Scores(_data);

        Assert.Equal(new ImageColumn(column, new(10, 12, 3), ImageLayout.Interleaved, IsByte: true) { Kind = kind, Reading = new ImageReading((10, 12)) }, cnn.Model.ImageColumn);
        Assert.Equal(["blau", "grün", "rot"], cnn.Model.ClassNames);
        Assert.InRange(_context.MulticlassClassification.Evaluate(model.Transform(_data)).MicroAccuracy, 0.9, 1);

        string file = _folder.Own.File($"{column}.zip");
        _context.Model.Save(model, _data.Schema, file);
        using var loaded = new MLContext().Model.LoadCnn(file);
        Assert.Equal(cnn.Model.ImageColumn, loaded.Model.ImageColumn);
        Assert.Equal(scores, loaded.Scores(_data));
        var stock = new MLContext().Model.Load(file, out _);
        Assert.InRange(SmallTraining.LargestDifference(scores, stock.Scores(_data)), 0, Tolerance);
        Assert.DoesNotContain(stock.Transform(_data).Schema, c => c.Name.StartsWith("__", StringComparison.Ordinal) && !c.IsHidden);
        (stock as IDisposable)?.Dispose();
    }

    [Fact]
    public void A_model_of_paths_loads_in_a_program_without_this_package()
    {
        using var model = Fit("ImagePath", new ImageReading((10, 12)) { ColorMode = ColorMode.Grayscale, Resizing = ImageResizing.Pad });
        string file = _folder.Own.File("portable.zip");
        _context.Model.Save(model, _data.Schema, file);
        var paths = _context.Transforms.SelectColumns("ImagePath", "Label").Fit(_data).Transform(_data);

        var lines = StockProgram.Run(_folder.Own, file, paths);

        Assert.InRange(SmallTraining.LargestDifference(model.Scores(_data), [.. lines.Select(line => line.Scores)]), 0, Tolerance);
    }

    [Fact]
    public void A_model_of_encoded_bytes_needs_this_package()
    {
        using var model = Fit("Image", new ImageReading((10, 12)));
        string file = _folder.Own.File("encoded only.zip");
        _context.Model.Save(model, _data.Schema, file);

        var failure = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => StockProgram.Run(_folder.Own, file, _data));

        Assert.Contains("MLNet.Cnn", failure.Message);
        Assert.Contains("FileNotFoundException", failure.Message);
    }

    [Fact]
    public void Paths_encoded_bytes_and_images_give_the_same_weights()
    {
        var reading = new ImageReading((10, 12));
        using var path = Fit("ImagePath", reading);
        using var encoded = Fit("Image", reading);
        using var image = Fit("Decoded", reading);

        Assert.Equal(path.LastTransformer.Hash(), encoded.LastTransformer.Hash());
        Assert.Equal(path.LastTransformer.Hash(), image.LastTransformer.Hash());
    }

    [Fact]
    public void Training_sees_the_pixels_that_ML_NETs_own_components_make()
    {
        using var image = Fit("ImagePath", new ImageReading((10, 12)));
        var pixels = _context.Transforms.ResizeImages("Pixels", 12, 10, "Decoded", ImageResizingEstimator.ResizingKind.IsoCrop)
            .Append(_context.Transforms.ExtractPixels("Pixels", interleavePixelColors: true, outputAsFloatArray: false)).Fit(_data).Transform(_data);
        var trainer = _context.Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.Transforms.TrainCnn(SmallTraining.Options with { ImageColumnName = "Pixels", Epochs = 16 }));

        using var stock = trainer.Fit(pixels);

        Assert.Equal(stock.LastTransformer.Hash(), image.LastTransformer.Hash());
    }

    [Fact]
    public void One_image_in_memory_may_be_scored_again_and_again()
    {
        using var model = Fit("Decoded", new ImageReading((10, 12)) { ColorMode = ColorMode.Grayscale });
        using var engine = _context.Model.CreatePredictionEngine<Camera, Scored>(model, new PredictionEngineOptions { OwnsTransformer = false });
        using var sameSize = MLImage.CreateFromPixels(12, 10, MLPixelFormat.Rgba32, new byte[480]);
        using var larger = MLImage.CreateFromPixels(40, 30, MLPixelFormat.Bgra32, new byte[4800]);

        float[] first = engine.Predict(new Camera { Decoded = sameSize }).Score;
        float[] second = engine.Predict(new Camera { Decoded = larger }).Score;

        Assert.Equal(first, engine.Predict(new Camera { Decoded = sameSize }).Score);
        Assert.Equal(second, engine.Predict(new Camera { Decoded = larger }).Score);
        Assert.Equal(3, first.Length);
        Assert.Equal(12, sameSize.Width);
    }

    [Fact]
    public void An_image_that_is_missing_is_refused_with_its_row()
    {
        using var model = Fit("Decoded", new ImageReading((10, 12)));

        Refusal.Says<InvalidOperationException>("Image column 'Decoded', row 0: there is no image (null).", () =>
        {
            using var fresh = _context.Model.CreatePredictionEngine<Camera, Scored>(model, new PredictionEngineOptions { OwnsTransformer = false });
            fresh.Predict(new Camera());
        });
    }

    [Fact]
    public void Images_of_a_declared_size_need_no_reading()
    {
        var rows = Enumerable.Range(0, 6).Select(i => new Sized { Decoded = MLImage.CreateFromPixels(8, 9, MLPixelFormat.Bgra32, new byte[8 * 9 * 4]), Label = $"{i % 2}" }).ToList();
        var data = SmallTraining.Keyed(_context.Data.LoadFromEnumerable(rows));

        using var cnn = SmallTraining.Fit(SmallTraining.Options with { ImageColumnName = "Decoded", Epochs = 1 }, data);

        Assert.Equal(new(9, 8, 3), cnn.Model.ImageColumn.Shape);
    }

    [Fact]
    public void A_reading_that_does_not_go_with_the_column_is_refused()
    {
        Refusal.Says<ArgumentOutOfRangeException>(
            "Image column 'Image': ImageReading is for MLImage, paths and encoded bytes, but the column is Vector<Byte, 12, 12>. Leave ImageReading out. (Parameter 'inputSchema')",
            () => SmallTraining.Fit(SmallTraining.Options with { ImageReading = new ImageReading(8) }, SmallTraining.Images(6)));
        Refusal.Says<ArgumentOutOfRangeException>(
            "ImageReading.ImageSize is 0x8, but height and width must be between 1 and 4,096. (Parameter 'ImageSize')",
            () => _context.Transforms.TrainCnn(SmallTraining.Options with { ImageReading = new ImageReading((0, 8)) }));
    }

    private TransformerChain<CnnTransformer> Fit(string column, ImageReading reading) =>
        _context.Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.Transforms.TrainCnn(SmallTraining.Options with { ImageColumnName = column, ImageReading = reading, Epochs = 16 }))
            .Fit(_data);

    private static IDataView WithImages(MLContext context, IDataView files) =>
        context.Transforms.LoadImages("Decoded", imageFolder: null, "ImagePath").Fit(files).Transform(files);

    public sealed class Camera
    {
        [ImageType(1, 1)]
        public MLImage? Decoded { get; set; }

        public string Label { get; set; } = "";
    }

    public sealed class Scored
    {
        public float[] Score { get; set; } = [];
    }

    public sealed class Sized
    {
        [ImageType(9, 8)]
        public MLImage? Decoded { get; set; }

        public string Label { get; set; } = "";
    }

    public sealed class Folder : IDisposable
    {
        public Folder() => DrawnFiles.Write(Images, perClass: 15);

        public string Images => Own.File("Bilder");

        internal TestFolder Own { get; } = new();

        public void Dispose() => Own.Dispose();
    }
}

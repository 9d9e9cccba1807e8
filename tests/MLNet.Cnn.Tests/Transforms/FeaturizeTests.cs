using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class FeaturizeTests
{
    private static readonly IDataView Data = SmallTraining.Images();
    private static readonly TrainedNetwork Model = SmallTraining.Fit(SmallTraining.Options, Data).Model;

    [Theory]
    [InlineData(null)]
    [InlineData("max_pooling2d")]
    public void The_column_holds_what_the_layer_gives(string? layer)
    {
        var features = new MLContext().Transforms.FeaturizeCnn("Features", Model, layer).Fit(Data).Transform(Data).Column<float[]>("Features").Take(3).ToList();

        var images = Data.Column<byte[]>("Image").Take(3).SelectMany(pixels => pixels.Select(pixel => (float)pixel)).ToArray();
        var expected = Model.Predict(new ImageBatch(Model.Network.InputShape, images), layers: layer ?? "flatten")[0].Values.ToArray();
        Engine.AssertClose(expected, [.. features.SelectMany(values => values)], 1e-4);
    }

    [Fact]
    public void A_file_that_is_half_there_or_missing_is_named_and_the_saved_pipeline_is_stock()
    {
        using var folder = new TestFolder();
        DrawnFiles.Write(folder.File("images"), perClass: 4);
        var context = new MLContext(seed: 1);
        var files = SmallTraining.Keyed(context.Data.LoadFromImageFolder(folder.File("images")));
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { ImageColumnName = "ImagePath", ImageReading = new((10, 12)) }, files);
        var model = context.Transforms.FeaturizeCnn("Features", cnn.Model).Fit(files);
        using var lifetime = model as IDisposable;
        float[][] features = [.. model.Transform(files).Column<float[]>("Features")];
        string saved = folder.File("features.zip"), path = files.Column<string>("ImagePath").Skip(5).First();
        context.Model.Save(model, files.Schema, saved);
        var loaded = new MLContext().Model.Load(saved, out _);
        Assert.Equal(features, loaded.Transform(files).Column<float[]>("Features"));
        (loaded as IDisposable)?.Dispose();
        byte[] whole = File.ReadAllBytes(path);

        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Says("the file ends early");
        File.Delete(path);
        Says("there is no such file");

        void Says(string reason)
        {
            var error = Assert.ThrowsAny<Exception>(() => model.Transform(files).Column<float[]>("Features").ToList());
            while (error.InnerException is { } inner and not UnreadableImageFailure)
                error = inner;
            Assert.Equal($"Image column 'ImagePath', '{path}': {reason}.", error.Message);
        }
    }

    [Fact]
    public void Other_trainers_learn_from_it_and_the_pipeline_saves_and_loads()
    {
        var context = new MLContext(seed: 1);
        var pipeline = context.Transforms.FeaturizeCnn("Features", Model)
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Label", "Features"));

        var model = pipeline.Fit(Data);

        var metrics = context.MulticlassClassification.Evaluate(model.Transform(Data));
        Assert.True(metrics.MicroAccuracy > 0.9, $"{metrics.MicroAccuracy}");
        using var folder = new TestFolder();
        string file = folder.File("features ü.zip");
        context.Model.Save(model, Data.Schema, file);
        var loaded = new MLContext().Model.Load(file, out _);
        Assert.Equal(model.Scores(Data), loaded.Scores(Data));
    }

    [Fact]
    public void Reads_images_from_the_column_that_the_network_was_trained_on()
    {
        using var folder = new TestFolder();
        DrawnFiles.Write(folder.Path, perClass: 2);
        var context = new MLContext(seed: 1);
        var files = SmallTraining.Keyed(context.Data.LoadFromImageFolder(folder.Path));
        using var model = SmallTraining.Fit(SmallTraining.Options with { ImageColumnName = "ImagePath", ImageReading = new ImageReading((10, 12)), Epochs = 1 }, files);

        var transformer = context.Transforms.FeaturizeCnn("Features", model.Model).Fit(files);

        var view = transformer.Transform(files);
        Assert.All(view.Column<float[]>("Features"), values => Assert.Equal(4 * 5 * 4, values.Length));
        Assert.DoesNotContain(view.Schema, column => column.Name.StartsWith("__", StringComparison.Ordinal) && !column.IsHidden);
    }

    [Fact]
    public void A_fit_outlives_the_one_before_it()
    {
        var estimator = new MLContext().Transforms.FeaturizeCnn("Features", Model);
        var first = estimator.Fit(Data);
        var second = estimator.Fit(Data);
        var expected = first.Transform(Data).Column<float[]>("Features").First();

        ((IDisposable)first).Dispose();

        Assert.Equal(expected, second.Transform(Data).Column<float[]>("Features").First());
    }

    [Fact]
    public void Leaves_no_temporary_file()
    {
        using var folder = new TestFolder();
        var context = new MLContext { TempFilePath = folder.Path };

        context.Transforms.FeaturizeCnn("Features", Model).Fit(Data);

        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void A_layer_that_is_not_there_is_refused_with_those_that_are()
    {
        var exception = Assert.Throws<KeyNotFoundException>(() => new MLContext().Transforms.FeaturizeCnn("Features", Model, "fc"));

        Assert.StartsWith("The network 'sequential' has no layer 'fc'. It has: input_layer, normalization, conv2d, ", exception.Message);
    }
}

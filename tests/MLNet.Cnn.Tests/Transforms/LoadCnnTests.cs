using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

[Collection(TrainedModelCollection.Name)]
public sealed class LoadCnnTests(TrainedModel trained) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_transformer_comes_back_as_what_it_was_trained_as(bool wholePipeline)
    {
        string path = wholePipeline ? Save(trained.Pipeline, trained.Data) : Save(trained.Cnn, trained.Keyed);

        using var loaded = new MLContext().Model.LoadCnn(path);

        var (expected, actual) = (trained.Cnn.Model, loaded.Model);
        Assert.Equal(expected.Network, actual.Network);
        Assert.Equal(expected.Weights.Sha256(), actual.Weights.Sha256());
        Assert.Equal(expected.ClassNames, actual.ClassNames);
        Assert.Equal(expected.ImageColumn, actual.ImageColumn);
        Assert.Equal(expected.History.Epochs, actual.History.Epochs);
        Assert.Equal(expected.History.Warnings, actual.History.Warnings);
        Assert.Equal(expected.History with { Epochs = [], UnreadableImages = [], Warnings = [] }, actual.History with { Epochs = [], UnreadableImages = [], Warnings = [] });
        Assert.Equal(trained.Scores, loaded.Scores(trained.Keyed));
        Assert.Equal(
            trained.Cnn.GetOutputSchema(trained.Keyed.Schema).Select(column => $"{column.Name} {column.Type}"),
            loaded.GetOutputSchema(trained.Keyed.Schema).Select(column => $"{column.Name} {column.Type}"));
        Assert.Equal(
            trained.Pipeline.Transform(trained.Data).Column<string>("PredictedLabel"),
            trained.Context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(loaded.Transform(trained.Keyed))
                .Transform(loaded.Transform(trained.Keyed)).Column<string>("PredictedLabel"));
    }

    [Fact]
    public void What_was_loaded_saves_again()
    {
        using var first = trained.Context.Model.LoadCnn(Save(trained.Pipeline, trained.Data));
        string path = Save(first, trained.Keyed);
        using var second = trained.Context.Model.LoadCnn(path);

        Assert.Equal(trained.Cnn.Hash(), second.Hash());
        Assert.Equal(trained.Cnn.Model.History.Epochs, second.Model.History.Epochs);
        var stock = trained.Context.Model.Load(path, out _);
        Assert.InRange(SmallTraining.LargestDifference(trained.Scores, stock.Scores(trained.Keyed)), 0, 1e-6);
        (stock as IDisposable)?.Dispose();
    }

    [Fact]
    public void Training_goes_on_from_what_was_loaded()
    {
        using var loaded = trained.Context.Model.LoadCnn(Save(trained.Cnn, trained.Keyed));
        var options = SmallTraining.Options with
        {
            Network = loaded.Model.Network,
            InitialWeights = loaded.Model.Weights,
            Optimizer = new SGD(1e-4),
            Schedule = new ConstantRate(),
            Epochs = 1,
        };

        using var continued = SmallTraining.Fit(options, trained.Keyed);
        using var fresh = SmallTraining.Fit(options with { InitialWeights = null }, trained.Keyed);

        Assert.Equal(loaded.Model.Network, continued.Model.Network);
        Assert.NotEqual(loaded.Hash(), continued.Hash());
        double first = trained.Cnn.Model.History.Epochs[0].Loss, last = trained.Cnn.Model.History.Epochs[^1].Loss;
        Assert.InRange(continued.Model.History.Epochs[0].Loss, 0, last + (first - last) / 4);
        Assert.InRange(fresh.Model.History.Epochs[0].Loss, last + (first - last) / 2, double.MaxValue);
    }

    [Fact]
    public void Another_onnx_model_in_the_pipeline_does_not_disturb()
    {
        using var other = new TestFolder();
        trained.Cnn.SaveOnnx(other.File("stock.onnx"));
        var context = trained.Context;
        // A model of another program: the same graph without what this library writes beside it.
        byte[] bytes = File.ReadAllBytes(other.File("stock.onnx"));
        "mlnetcnn.farmer"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf("mlnetcnn.format"u8)));
        File.WriteAllBytes(other.File("stock.onnx"), bytes);
        var pipeline = context.Transforms.ApplyOnnxModel(["Score"], ["Image"], other.File("stock.onnx"))
            .Append(context.Transforms.CopyColumns("Other", "Score"))
            .Append(context.Transforms.TrainCnn(SmallTraining.Options with { Epochs = 1 }));
        using var model = pipeline.Fit(trained.Keyed);

        using var loaded = context.Model.LoadCnn(Save(model, trained.Keyed));

        Assert.Equal(model.LastTransformer.Hash(), loaded.Hash());
        Assert.Equal(model.LastTransformer.Scores(trained.Keyed), loaded.Scores(trained.Keyed));
    }

    [Fact]
    public void Features_of_another_cnn_in_front_do_not_disturb()
    {
        var context = trained.Context;
        var pipeline = context.Transforms.FeaturizeCnn("Features", trained.Cnn.Model)
            .Append(context.Transforms.TrainCnn(SmallTraining.Options with { Epochs = 1 }));
        using var model = pipeline.Fit(trained.Keyed);

        using var loaded = context.Model.LoadCnn(Save(model, trained.Keyed));

        Assert.Equal(model.LastTransformer.Hash(), loaded.Hash());
        Assert.Equal(model.LastTransformer.Scores(trained.Keyed), loaded.Scores(trained.Keyed));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = _folder.File("nothing.zip");

        Refusal.Says<FileNotFoundException>($"There is no model file '{path}'.", () => trained.Context.Model.LoadCnn(path));
        Assert.Throws<ArgumentNullException>(() => trained.Context.Model.LoadCnn(null!));
        Assert.Throws<ArgumentException>(() => trained.Context.Model.LoadCnn(""));
    }

    [Fact]
    public void A_model_without_a_cnn_is_refused()
    {
        var copy = trained.Context.Transforms.CopyColumns("Copy", "Image").Fit(trained.Keyed);

        Refuses(Save(copy, trained.Keyed), "The file holds no CNN.");
    }

    [Fact]
    public void A_model_with_two_cnns_is_refused()
    {
        var two = new TransformerChain<ITransformer>(trained.Cnn, trained.Cnn);

        Refuses(Save(two, trained.Keyed), "The file holds 2 CNNs.");
    }

    [Fact]
    public void A_foreign_zip_is_refused()
    {
        string path = _folder.File("foreign.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(archive.CreateEntry("OnnxModel").Open());
            writer.Write("no model at all");
        }

        var refusal = Assert.Throws<InvalidDataException>(() => trained.Context.Model.LoadCnn(path));
        Assert.StartsWith($"'{path}' cannot be read as a CNN: The entry 'OnnxModel' ", refusal.Message);

        File.WriteAllText(path, "no zip at all");
        refusal = Assert.Throws<InvalidDataException>(() => trained.Context.Model.LoadCnn(path));
        Assert.StartsWith($"'{path}' cannot be read as a CNN: ", refusal.Message);
        Assert.EndsWith(" Expected is a file that mlContext.Model.Save wrote of a pipeline with one TrainCnn.", refusal.Message);
    }

    [Fact]
    public void The_engine_that_is_given_is_the_one_that_computes()
    {
        string path = Save(trained.Cnn, trained.Keyed);
        var images = new ImageBatch(trained.Cnn.Model.Network.InputShape, new float[TestImages.Size * TestImages.Size]);
        using var loaded = new MLContext().Model.LoadCnn(path, new MissingEngine("another library is missing."));

        // What was chosen says itself what it lacks.
        Assert.Equal("another library is missing.", Assert.Throws<DllNotFoundException>(() => loaded.Model.Predict(images)).Message);
        using var whatever = new MLContext().Model.LoadCnn(path);
        Assert.Equal(3, whatever.Model.Predict(images)[0].Values.Length);
        Assert.Equal(trained.Scores, whatever.Scores(trained.Keyed));
    }

    private sealed class MissingEngine(string what) : ICnnEngine
    {
        public string Name => "missing";

        public IEngineSession OpenSession(EngineSettings settings) => throw new DllNotFoundException(what);
    }

    [Fact]
    public void A_newer_format_is_refused_in_words()
    {
        string path = Save(trained.Cnn, trained.Keyed);
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            var entry = archive.Entries.Single(entry => entry.Name == "OnnxModel");
            using var stream = entry.Open();
            var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            int place = bytes.ToArray().AsSpan().IndexOf("mlnetcnn.format"u8) + "mlnetcnn.format".Length + 2;
            stream.Position = place;
            stream.WriteByte((byte)'7');
        }

        Refuses(path, "The model has format 7, but this version of MLNet.Cnn reads up to 2. Use a newer version.");
    }

    [Fact]
    public void A_truncated_file_is_refused_wherever_it_ends()
    {
        byte[] file = File.ReadAllBytes(Save(trained.Pipeline, trained.Data));
        string path = _folder.File("truncated.zip");

        for (int part = 0; part < 40; part++)
        {
            File.WriteAllBytes(path, file[..(file.Length * part / 40)]);
            Assert.StartsWith($"'{path}' cannot be read as a CNN: ", Assert.Throws<InvalidDataException>(() => trained.Context.Model.LoadCnn(path)).Message);
        }
        File.WriteAllBytes(path, file[..^1]);
        Assert.Throws<InvalidDataException>(() => trained.Context.Model.LoadCnn(path));
    }

    // Without the check of the checksums this never ended for some bytes: ML.NET waits for what a damaged length promises.
    [Fact]
    public void A_damaged_file_is_refused_or_still_the_same_model()
    {
        byte[] file = File.ReadAllBytes(Save(trained.Cnn, trained.Keyed));
        string path = _folder.File("damaged.zip");
        int refused = 0, tried = 0;
        for (int i = 0; i < file.Length; i += file.Length / 150, tried++)
        {
            byte[] damaged = [.. file];
            damaged[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(path, damaged);
            try
            {
                using var cnn = trained.Context.Model.LoadCnn(path);
                Assert.Equal(trained.Cnn.Hash(), cnn.Hash());
                Assert.Equal(trained.Cnn.Model.ClassNames, cnn.Model.ClassNames);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        // What is not refused are bytes without a meaning: times, and names that stand in the file twice.
        Assert.InRange(refused, tried / 2, tried);
    }

    [Fact]
    public void A_damaged_entry_is_named()
    {
        byte[] file = File.ReadAllBytes(Save(trained.Cnn, trained.Keyed));
        // The first entry's compressed bytes begin behind its header of 30 bytes and its name.
        int name = BitConverter.ToUInt16(file, 26), extra = BitConverter.ToUInt16(file, 28);
        string entry = System.Text.Encoding.UTF8.GetString(file, 30, name);
        file[30 + name + extra + 4] ^= 1;
        string path = _folder.File("damaged.zip");
        File.WriteAllBytes(path, file);

        var exception = Assert.Throws<InvalidDataException>(() => trained.Context.Model.LoadCnn(path));

        Assert.StartsWith($"'{path}' cannot be read as a CNN: The entry '{entry}' is damaged: ", exception.Message);
    }

    private void Refuses(string path, string reason) => Refusal.Says<InvalidDataException>(
        $"'{path}' cannot be read as a CNN: {reason} Expected is a file that mlContext.Model.Save wrote of a pipeline with one TrainCnn.",
        () => trained.Context.Model.LoadCnn(path));

    private string Save(ITransformer model, IDataView data)
    {
        string path = _folder.File($"model {Guid.NewGuid():N}.zip");
        trained.Context.Model.Save(model, data.Schema, path);
        return path;
    }
}

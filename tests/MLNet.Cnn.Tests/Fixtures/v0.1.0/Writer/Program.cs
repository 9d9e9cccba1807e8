using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Cnn;
using Writer;

// Writes one file of each kind with the version of the library that it is compiled against, and what that version scores with it.
string folder = Path.GetFullPath(args[0]);
string inputs = Path.Combine(folder, "inputs"), models = Path.Combine(folder, "models");
Directory.CreateDirectory(models);
Inputs.Write(inputs);
var context = new MLContext(seed: 1);
var expected = new SortedDictionary<string, object>(StringComparer.Ordinal);

// Models of pixels, with an ONNX and a Keras file, and a column of features.
var pixels = context.Data.LoadFromEnumerable(Inputs.Pixels(inputs));
var small = new NetworkBuilder("small", (shape, classes) => Network.Sequential(
    shape, new Conv2D(4, 3), new BatchNormalization { Momentum = 0.8 }, new ReLU(), new MaxPooling2D(2), new Flatten(), new Dense(classes)));
var options = new CnnOptions
{
    Network = small, ImageColumnName = "Bytes", Epochs = 4, BatchSize = 16, Threads = 1, Seed = 1, ValidationFraction = 0.25,
    Optimizer = new Adam(0.02), Schedule = new OneCycle(), Precision = Precision.Float32,
};
using (var model = Save("pixels-bytes.zip", options with { TestTimeAugmentation = TestTimeAugmentation.HorizontalFlip }, pixels))
{
    var cnn = Cnn(model);
    cnn.SaveOnnx(Path.Combine(models, "pixels-bytes.onnx"));
    cnn.SaveKeras(Path.Combine(models, "pixels-bytes.keras"));
    // A Keras file knows nothing of views: what the network itself gives.
    expected["models/pixels-bytes.keras"] = Predict(cnn.Model, Inputs.Pixels(inputs));
}
using (Save("pixels-floats.zip", options with { ImageColumnName = "Floats" }, pixels))
{
}
using (Save("every-layer.zip", options with { Network = new("every layer", EveryLayer.Build), Epochs = 1 }, pixels))
{
}

// Models of paths, images in memory and encoded bytes, these at each scale.
var files = context.Data.LoadFromEnumerable(Inputs.Files(inputs).Select(file => new FileRow { Path = file.Path, Image = File.ReadAllBytes(file.Path), Label = file.Label }));
var pooled = new NetworkBuilder("pooled", (shape, classes) => Network.Sequential(
    shape, new AveragePooling2D(shape.Height / 12), new Conv2D(4, 3), new BatchNormalization { Momentum = 0.8 }, new ReLU(), new Flatten(), new Dense(classes)));
// Trained so little that no score is near 0 or 1, where other pixels would not be seen.
var photos = options with { Network = pooled, ValidationFraction = 0, Epochs = 2, BatchSize = 4, Optimizer = new Adam(0.002) };
using (Save("path.zip", photos with { ImageColumnName = "Path", ImageReading = new ImageReading((30, 40)) { Resizing = ImageResizing.Pad } }, files))
{
}
var decoded = context.Data.LoadFromImages(Inputs.Files(inputs), file => MLImage.CreateFromFile(file.Path), file => file.Label);
using (Save("mlimage.zip", photos with { ImageReading = new ImageReading(32) { ColorMode = ColorMode.Grayscale, Resizing = ImageResizing.Fill }, ImageColumnName = "Image" }, decoded))
{
}
foreach (var (name, size) in new (string, Size2D)[] { ("64", (50, 64)), ("128", 128), ("256", 180), ("512", 300), ("full", 520) })
{
    using var model = Save($"encoded-{name}.zip", photos with { ImageColumnName = "Image", ImageReading = new ImageReading(size) }, files);
    if (name == "64")
    {
        var features = context.Transforms.FeaturizeCnn("Features", Cnn(model).Model).Fit(files);
        context.Model.Save(features, files.Schema, Path.Combine(models, "features.zip"));
        expected["models/features.zip"] = Column(features.Transform(files), "Features");
        (features as IDisposable)?.Dispose();
    }
}

// A training that dies within its second epoch, and what it ends with where it does not.
var keyed = context.Transforms.Conversion.MapValueToKey("Label").Fit(pixels).Transform(pixels);
var training = options with
{
    EarlyStopping = new() { Patience = 3, RestoreBestWeights = true },
    ReduceLROnPlateau = new() { Patience = 1, Factor = 0.5 },
    Augmentation = [new RandomCrop { Padding = 1 }, new RandomBrightness(0.1), new MixUp()],
};
Die("checkpoints/within-an-epoch", training, steps: 5);
// The same with steps of fine-tuning: the first is finished, the second is not.
var tuning = options with
{
    FineTuning = new FineTuning(new FineTuningStep(1, ["dense"]), new FineTuningStep(2, ["*"], 0.5)), Optimizer = new SGD(0.05, momentum: 0.9),
};
Die("checkpoints/fine-tuning", tuning, steps: 5);
// Classes of 15, 14 and 14 images, of which 0.1.0 held out a rounded share each: 4, 4 and 4.
keyed = context.Data.TakeRows(keyed, 43);
Die("checkpoints/uneven-classes", training, steps: 5);

// An experiment with a network, a classic trainer and a network that dies in its second epoch.
var last = options with { ValidationFraction = 0, Optimizer = new AdamW(0.01) };
expected["experiment"] = Execute(null, last).RunDetails.Select(run => new { run.Trial, run.TrainerName, run.Epochs, Accuracy = run.ValidationMetrics!.Accuracy, run.ValidationMetrics.LogLoss }).ToArray();
using (var source = new CancellationTokenSource())
{
    try
    {
        Execute(source, last with { Progress = report => { if (report.Epoch == 2) source.Cancel(); } });
        throw new InvalidOperationException("The experiment did not die.");
    }
    catch (OperationCanceledException)
    {
    }
}
using (var best = (IDisposable)context.Model.Load(Path.Combine(folder, "experiment", "best.zip"), out _))
    expected["experiment/best.zip"] = Column(((ITransformer)best).Transform(pixels), "Score");

File.WriteAllText(Path.Combine(folder, "expected.json"), JsonSerializer.Serialize(expected, new JsonSerializerOptions { WriteIndented = false }).Replace("],\"", "],\n\"").Replace("}],", "}],\n"));

ExperimentResult Execute(CancellationTokenSource? source, CnnOptions dying)
{
    var settings = new ExperimentSettings
    {
        Candidates =
        [
            Candidate.Network("small", options with { ValidationFraction = 0, Epochs = 8 }),
            ClassicCandidates.LbfgsMaximumEntropy(context, "Bytes"),
            Candidate.Network("last", dying),
        ],
        ImageColumnName = "Bytes", Seed = 1, MeasureSpeed = false, ValidationFraction = 0.25,
        Folder = source is null ? null : Path.Combine(folder, "experiment"),
        CancellationToken = source?.Token ?? default,
    };
    return context.MulticlassClassification.CreateCnnExperiment(settings).Execute(pixels);
}

void Die(string name, CnnOptions training, int steps)
{
    using (var whole = context.Transforms.TrainCnn(training).Fit(keyed))
    {
        expected[name] = Column(whole.Transform(keyed), "Score");
        expected[name + "/epochs"] = whole.Model.History.Epochs.Select(report => new { report.Epoch, report.Loss, report.ValidationLoss, report.LearningRate }).ToArray();
    }
    try
    {
        context.Transforms.TrainCnn(training with { Engine = new DyingEngine(steps), Checkpoints = new(Path.Combine(folder, name)) { IntervalSteps = 1 } }).Fit(keyed).Dispose();
        throw new InvalidOperationException("The training did not die.");
    }
    catch (TimeoutException)
    {
    }
    foreach (string file in Directory.GetFiles(Path.Combine(folder, name), "*.checkpoint", SearchOption.AllDirectories))
        expected[Path.GetRelativePath(folder, file)] = Checkpoint.LoadWeights(file).ToDictionary(weight => weight.Path, weight => weight.Values.ToArray().Sum(value => (double)value));
}

TransformerChain<ITransformer> Save(string name, CnnOptions settings, IDataView data)
{
    var chain = context.Transforms.Conversion.MapValueToKey("Label").Append(context.Transforms.TrainCnn(settings))
        .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
    ITransformer[] steps = [.. (IEnumerable<ITransformer>)chain.Fit(data)];
    var model = new TransformerChain<ITransformer>(steps);
    context.Model.Save(model, data.Schema, Path.Combine(models, name));
    expected["models/" + name] = Column(model.Transform(data), "Score");
    return model;
}

static CnnTransformer Cnn(TransformerChain<ITransformer> chain) => ((IEnumerable<ITransformer>)chain).OfType<CnnTransformer>().Single();

static float[][] Column(IDataView data, string name) => [.. data.GetColumn<float[]>(data.Schema[name])];

static float[][] Predict(TrainedNetwork model, IReadOnlyList<PixelRow> rows) =>
    [.. model.Predict(new ImageBatch(model.Network.InputShape, rows.SelectMany(row => row.Bytes.Select(value => (float)value)).ToArray()))[0].Values.ToArray().Chunk(model.ClassNames.Count)];

/// <summary>A file with its path, its bytes and its class.</summary>
public sealed class FileRow
{
    public string Path { get; set; } = "";

    public byte[] Image { get; set; } = [];

    public string Label { get; set; } = "";
}

/// <summary>The usual engine, which dies at the beginning of a step.</summary>
internal sealed class DyingEngine(int steps) : ICnnEngine
{
    private int _steps;

    public string Name => TorchEngine.Default.Name;

    public IEngineSession OpenSession(EngineSettings settings) => new Session(this, TorchEngine.Default.OpenSession(settings));

    private void Count()
    {
        if (++_steps > steps)
            throw new TimeoutException("Dead.");
    }

    private sealed class Session(DyingEngine engine, IEngineSession session) : IEngineSession
    {
        public StepResult Step(TrainingBatch batch, StepSettings settings)
        {
            engine.Count();
            return session.Step(batch, settings);
        }

        public IReadOnlyList<LayerOutput> Predict(ImageBatch images, bool training, IReadOnlyList<string> layerNames) => session.Predict(images, training, layerNames);

        public BatchGradients Gradients(ImageBatch images, ReadOnlyMemory<float> cotangent) => session.Gradients(images, cotangent);

        public void ReestimateStatistics(IEnumerable<ImageBatch> batches) => session.ReestimateStatistics(batches);

        public EngineState ReadState() => session.ReadState();

        public void WriteState(EngineState state) => session.WriteState(state);

        public void Dispose() => session.Dispose();
    }
}

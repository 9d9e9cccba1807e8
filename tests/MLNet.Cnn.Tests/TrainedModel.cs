using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>One small model, trained once, for all tests that only score, save and load. No test disposes it.</summary>
public sealed class TrainedModel : IDisposable
{
    public TrainedModel()
    {
        Rows = TestImages.Rows(90);
        Data = Context.Data.LoadFromEnumerable(Rows);
        var pipeline = Context.Transforms.Conversion.MapValueToKey("Label")
            .Append(Context.Transforms.TrainCnn(SmallTraining.Options with { Epochs = 12 }))
            .Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(Data);
        ITransformer[] steps = [.. model];
        Pipeline = model;
        Cnn = (CnnTransformer)steps[1];
        Keyed = steps[0].Transform(Data);
        Scores = Cnn.Scores(Keyed);
    }

    public MLContext Context { get; } = new(seed: 1);

    public IReadOnlyList<ImageRow> Rows { get; }

    /// <summary>The rows as they come, labels as text.</summary>
    public IDataView Data { get; }

    /// <summary>The rows with their labels as keys: what <see cref="Cnn"/> was trained on.</summary>
    public IDataView Keyed { get; }

    /// <summary>Labels to keys, CNN, keys to labels.</summary>
    public ITransformer Pipeline { get; }

    public CnnTransformer Cnn { get; }

    /// <summary>The scores of <see cref="Rows"/>, one array each.</summary>
    public IReadOnlyList<float[]> Scores { get; }

    public void Dispose() => Cnn.Dispose();
}

[CollectionDefinition(Name)]
public sealed class TrainedModelCollection : ICollectionFixture<TrainedModel>
{
    public const string Name = "One trained model";
}

using System.Globalization;
using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>A training with everything in it that a checkpoint must hold: dropout, batch normalization, one-cycle, plateau, early stopping, validation.</summary>
internal static class KillRun
{
    private const int Images = 2_000;

    /// <summary>The hidden benchmark; the folder of its checkpoints comes with <c>--folder</c>.</summary>
    public const string Name = "kill-run";

    /// <summary>Prints the hash of the weights.</summary>
    public static void Run(string? checkpointFolder)
    {
        var context = new MLContext(seed: 1);
        using var model = context.Transforms.TrainCnn(new CnnOptions
        {
            Network = new NetworkBuilder("lenet with dropout", (shape, classes) => Network.Sequential(shape,
                new Conv2D(8, 3), new BatchNormalization(), new ReLU(), new MaxPooling2D(2),
                new Conv2D(16, 3), new BatchNormalization(), new ReLU(), new MaxPooling2D(2),
                new Flatten(), new Dropout(0.5), new Dense(classes))),
            Optimizer = new AdamW(0.005) { EmaMomentum = 0.9 },
            Epochs = 8,
            BatchSize = 64,
            Threads = 1,
            ValidationFraction = 0.2,
            EarlyStopping = new() { Patience = 6, RestoreBestWeights = true },
            ReduceLROnPlateau = new() { Patience = 1, Factor = 0.7 },
            Checkpoints = checkpointFolder is null ? null : new Checkpointing(checkpointFolder) { IntervalSteps = 5 },
        }).Fit(ImageRow<byte>.View(context, SyntheticImages.Bytes(TrainedModel.ImageShape, Images), TrainedModel.ImageShape));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model.Model.Weights.Sha256()} {model.Model.History.Epochs.Count} epochs"));
    }
}

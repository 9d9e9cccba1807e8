namespace MLNet.Cnn.Benchmarks;

/// <summary>The recipe for Fashion-MNIST: a small residual network of 154,394 parameters and its training.</summary>
internal static class FashionMnistRecipe
{
    public const int Epochs = 12;

    /// <summary>A convolution and a pooling, then at 14x14 and at 7x7 pixels one convolution that widens and one whose output is added to its input.</summary>
    public static Network Network(Shape imageShape, int classCount)
    {
        var input = Symbol.Input(imageShape);
        var x = Widen(Convolve(input, 16).MaxPooling2D(), 48);
        x = Widen(x.MaxPooling2D(), 96);
        return new Network(input, x.GlobalMaxPooling2D().Dense(classCount), "fashion");
    }

    public static CnnOptions Options(int seed, BenchmarkOptions options) => new()
    {
        Network = new NetworkBuilder("Fashion", Network),
        Epochs = Epochs,
        Optimizer = new AdamW(learningRate: 0.006) { WeightDecay = 0.05 },
        Loss = new CategoricalCrossentropy { LabelSmoothing = 0.1 },
        Augmentation = [new RandomFlip(FlipMode.Horizontal), new RandomCrop { Padding = 2 }],
        TestTimeAugmentation = TestTimeAugmentation.HorizontalFlip,
        Seed = seed,
        Threads = options.Threads,
        Checkpoints = options.Folder is { } folder ? new Checkpointing(Path.Combine(folder, $"seed-{seed}")) : null,
        Progress = report => Console.WriteLine(report),
    };

    private static Symbol Widen(Symbol x, int filters)
    {
        var wide = Convolve(x, filters);
        return Convolve(wide, filters).Add(wide);
    }

    private static Symbol Convolve(Symbol x, int filters) => x.Conv2D(filters, 3, padding: Padding.Same, useBias: false).BatchNormalization().ReLU();
}

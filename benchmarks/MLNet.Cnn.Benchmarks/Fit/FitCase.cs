namespace MLNet.Cnn.Benchmarks;

/// <summary>A network that both sides train.</summary>
/// <param name="Key">Its name on the command line.</param>
/// <param name="BareNetwork">The network's name in the bare loop.</param>
/// <param name="Name">Its name in the table.</param>
/// <param name="Network">The network, made by this library.</param>
/// <param name="ImageShape">The shape of one image.</param>
/// <param name="Precision">The precision of both sides.</param>
/// <param name="ChannelsLast">Whether the engine chooses channels-last for it, so that the bare loop does too.</param>
/// <param name="Speed">About how many images a second two cores train; decides the length of a slot only.</param>
internal sealed record FitCase(string Key, string Name, string BareNetwork, NetworkBuilder Network, Shape ImageShape, Precision Precision, bool ChannelsLast, double Speed)
{
    public const int BatchSize = 128;

    public static IReadOnlyList<FitCase> All { get; } =
    [
        new("fc", "FullyConnected", "fc", Networks.FullyConnected(), new Shape(28, 28, 1), Precision.Float32, ChannelsLast: false, 50_000),
        new("fc-bf16", "FullyConnected", "fc", Networks.FullyConnected(), new Shape(28, 28, 1), Precision.BFloat16, ChannelsLast: false, 70_000),
        new("lenet", "LeNet5 + BN", "lenet", Networks.LeNet5(batchNormalization: true), new Shape(28, 28, 1), Precision.Float32, ChannelsLast: false, 12_000),
        new("resnet18", "ResNet-18 (CIFAR)", "resnet18", new NetworkBuilder("ResNet18", ResNet18), new Shape(32, 32, 3), Precision.Float32, ChannelsLast: true, 60),
        new("resnet18-bf16", "ResNet-18 (CIFAR)", "resnet18", new NetworkBuilder("ResNet18", ResNet18), new Shape(32, 32, 3), Precision.BFloat16, ChannelsLast: true, 120),
    ];

    /// <summary>What ours is measured against: the same computation written by hand, and the loop that TorchSharp's own examples write.</summary>
    public IReadOnlyList<BareSettings> BareLoops { get; } =
    [
        new(BareNetwork, ChannelsLast, Precision == Precision.BFloat16, "fused-sgd"),
        new(BareNetwork, ChannelsLast: false, BFloat16: false, "ts-sgd"),
    ];

    /// <summary>Whole batches for about this long; at least two.</summary>
    public int StepsFor(double seconds) => Math.Max(2, (int)Math.Round(Speed * seconds / BatchSize));

    /// <summary>ResNet-18 for small images: one 3x3 convolution in front, widths 64 to 512, two blocks each.</summary>
    private static Network ResNet18(Shape imageShape, int classCount)
    {
        var input = Symbol.Input(imageShape);
        var x = input.Conv2D(64, 3, padding: Padding.Same, useBias: false).BatchNormalization().ReLU();
        foreach (int width in (int[])[64, 128, 256, 512])
            x = x.ResidualBlock(width, strides: width == 64 ? 1 : 2).ResidualBlock(width);
        return new Network(input, x.GlobalAveragePooling2D().Dense(classCount), "resnet18");
    }
}

namespace MLNet.Cnn.Benchmarks;

/// <summary>A network that both engines train.</summary>
/// <param name="Key">Its name on the command line.</param>
/// <param name="Name">Its name in the table.</param>
/// <param name="Network">The network.</param>
/// <param name="Speed">About how many images a second two cores train; decides the length of a slot only.</param>
/// <param name="Expected">TensorFlow's speed over libtorch's as measured for Keras and PyTorch on two cores.</param>
internal sealed record EngineCase(string Key, string Name, Network Network, double Speed, double Expected)
{
    private static readonly Shape _digit = new(28, 28, 1), _photo = new(32, 32, 3);

    public static IReadOnlyList<EngineCase> All { get; } =
    [
        new("fc", "FullyConnected", Networks.FullyConnected().Build(_digit, SyntheticImages.ClassCount), 20_000, 0.48),
        new("lenet", "LeNet5 + BN", Networks.LeNet5(batchNormalization: true).Build(_digit, SyntheticImages.ClassCount), 10_000, 0.62),
        new("resnet18", "ResNet-18 (CIFAR)", Networks.ResNet18(Stem.Small).Build(_photo, SyntheticImages.ClassCount), 50, 0.90),
        new("vgg13", "VGG-13 (CIFAR)", Networks.Vgg13(stem: Stem.Small).Build(_photo, SyntheticImages.ClassCount), 100, 1.28),
    ];

    /// <summary>Whole batches for about this long; at least one.</summary>
    public int StepsFor(double seconds) => Math.Max(1, (int)Math.Round(Speed * seconds / FitCase.BatchSize));
}

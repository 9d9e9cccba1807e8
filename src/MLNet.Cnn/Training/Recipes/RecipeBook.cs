namespace MLNet.Cnn;

/// <summary>The recipes. What each has reached, on what and in which time, stands in docs/networks.md and benchmarks/results.</summary>
internal static class RecipeBook
{
    private static readonly RandomFlip Mirrored = new(FlipMode.Horizontal);

    // He et al. (2015) with a decay whose product with the rate, summed over the steps of ResNet20's recipe, takes off about as much as the paper's training does.
    private static readonly SGD Descent = new(learningRate: 0.1, momentum: 0.9, nesterov: true) { WeightDecay = 0.005, ExcludeFromWeightDecay = ["*/beta", "*/gamma", "*/bias"] };

    public static TrainingRecipe Of(NetworkBuilder network, ImageKind? images) => network.Family switch
    {
        NetworkFamily.MnistConvNet => MnistConvNet(network, images ?? ImageKind.Digits),
        NetworkFamily.CompactResNet => CompactResNet(network, images ?? ImageKind.SmallPhotos),
        NetworkFamily.ResNetCifar => ResNetCifar(network, images ?? ImageKind.SmallPhotos),
        NetworkFamily.ResNet => ResNet(network, images ?? ImageKind.SmallPhotos),
        NetworkFamily.FastCifar => FastCifar(network, images ?? ImageKind.SmallPhotos),
        NetworkFamily.DenseNetCifar => DenseNetCifar(network, images ?? ImageKind.SmallPhotos),
        NetworkFamily.Own => General(network, images),
        NetworkFamily.LeNet5 or NetworkFamily.FullyConnected => General(network, images ?? ImageKind.Digits),
        _ => General(network, images ?? ImageKind.Photos),
    };

    private static TrainingRecipe MnistConvNet(NetworkBuilder network, ImageKind images) => For(network, images) with
    {
        Source = "epochs and batch size of keras.io/examples/vision/mnist_convnet; one-cycle after Smith (2018). Made for MNIST.",
        Optimizer = new Adam(learningRate: 0.003),
        Epochs = 15,
    };

    private static TrainingRecipe CompactResNet(NetworkBuilder network, ImageKind images) => For(network, images) with
    {
        Source = "AdamW and one-cycle after Loshchilov and Hutter (2017) and Smith (2018). Made for Fashion-MNIST.",
        Optimizer = new AdamW(learningRate: 0.006, weightDecay: 0.05),
        Loss = new CategoricalCrossentropy { LabelSmoothing = 0.1 },
        // Less than the usual four pixels: in a few dozen epochs there is not the time to learn all places.
        Augmentation = images == ImageKind.SmallPhotos ? [Mirrored, new RandomCrop { Padding = 2 }] : Changes(images),
        Epochs = 24,
    };

    private static TrainingRecipe ResNetCifar(NetworkBuilder network, ImageKind images) => For(network, images) with
    {
        Source = "augmentation of He et al. (2015), section 4.2; one-cycle after Smith (2018) instead of 64,000 steps. Made for CIFAR-10.",
        Optimizer = Descent,
        Epochs = 40,
    };

    private static TrainingRecipe ResNet(NetworkBuilder network, ImageKind images) => For(network, images) with
    {
        Source = "optimizer of He et al. (2015), with a larger decay; one-cycle after Smith (2018); flips and views after Jordan (2024). Made for small images.",
        Optimizer = Descent,
        Loss = new CategoricalCrossentropy { LabelSmoothing = 0.1 },
        Augmentation = images == ImageKind.SmallPhotos ? [Mirrored with { Alternating = true }, new RandomCrop { Padding = 2 }] : Changes(images),
        TestTimeAugmentation = images == ImageKind.SmallPhotos ? TestTimeAugmentation.HorizontalFlipAndShifts : For(network, images).TestTimeAugmentation,
        Epochs = 20,
    };

    private static TrainingRecipe DenseNetCifar(NetworkBuilder network, ImageKind images) => For(network, images) with
    {
        Source = "augmentation and batch size of Huang et al. (2017), section 4.2; one-cycle after Smith (2018) instead of 300 epochs. Made for CIFAR-10.",
        Optimizer = Descent,
        Epochs = 24,
        BatchSize = 64,
    };

    private static TrainingRecipe FastCifar(NetworkBuilder network, ImageKind images) => For(network, images) with
    {
        Source = FastCifarRecipe.Source,
        Optimizer = FastCifarRecipe.Optimizer,
        Schedule = FastCifarRecipe.Schedule,
        Loss = FastCifarRecipe.Loss,
        Augmentation = images == ImageKind.SmallPhotos ? FastCifarRecipe.Augmentation : Changes(images),
        TestTimeAugmentation = images == ImageKind.Digits ? TestTimeAugmentation.None : TestTimeAugmentation.HorizontalFlipAndShifts,
        Epochs = FastCifarRecipe.Epochs,
        BatchSize = FastCifarRecipe.BatchSize,
    };

    private static TrainingRecipe General(NetworkBuilder network, ImageKind? images) => For(network, images) with
    {
        Source = network.Family == NetworkFamily.Own
            ? "the general recipe, because the network is none of the presets; AdamW and one-cycle are a start that seldom fails."
            : $"the general recipe, because there is none for {network.Name} yet; AdamW and one-cycle are a start that seldom fails.",
    };

    /// <summary>What follows from the images alone.</summary>
    private static TrainingRecipe For(NetworkBuilder network, ImageKind? images) => new()
    {
        Name = images is { } kind ? $"{network.Name} on {Words(kind)}" : network.Name,
        Augmentation = Changes(images),
        TestTimeAugmentation = images is ImageKind.SmallPhotos or ImageKind.Photos ? TestTimeAugmentation.HorizontalFlip : TestTimeAugmentation.None,
    };

    private static Augmentation Changes(ImageKind? images) => images switch
    {
        ImageKind.Digits => Augmentation.StandardDigits,
        ImageKind.SmallPhotos => [Mirrored, new RandomCrop { Padding = 4 }],
        ImageKind.Photos => Augmentation.StandardPhotos,
        _ => [new RandomTranslation(0.1, 0.1) { FillMode = FillMode.Nearest }],
    };

    private static string Words(ImageKind images) => images switch
    {
        ImageKind.Digits => "digits",
        ImageKind.SmallPhotos => "small photos",
        _ => "photos",
    };
}

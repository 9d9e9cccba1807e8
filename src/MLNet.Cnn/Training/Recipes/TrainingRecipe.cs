using System.Text;

namespace MLNet.Cnn;

/// <summary>How a network is trained well: all that is chosen together, as one value that prints itself and can be changed by <c>with</c>.</summary>
/// <example><code>
/// var network = Networks.ResNet20();
/// var recipe = TrainingRecipe.For(network) with { Epochs = 60 };
/// Console.WriteLine(recipe);
/// var trainer = mlContext.Transforms.TrainCnn(new CnnOptions { Network = network }.With(recipe));
/// </code></example>
public sealed record TrainingRecipe
{
    private const int NameWidth = 15;

    /// <summary>What the recipe is for: <c>ResNet20 on small photos</c>.</summary>
    /// <value>Default: <c>custom</c>.</value>
    public string Name { get; init; } = "custom";

    /// <summary>Where it comes from, and for what it was made.</summary>
    /// <value>Default: empty.</value>
    public string Source { get; init; } = "";

    /// <summary>How weights follow their gradients, with the highest learning rate, the weight decay and, where there is one, the moving average of the weights.</summary>
    /// <value>Default: AdamW with a highest rate of 0.003 and a decay of 0.05.</value>
    public Optimizer Optimizer { get; init; } = new AdamW(learningRate: 0.003, weightDecay: 0.05);

    /// <summary>How the learning rate changes from step to step.</summary>
    /// <value>Default: <see cref="OneCycle"/>.</value>
    public LearningRateSchedule Schedule { get; init; } = new OneCycle();

    /// <summary>What training makes small.</summary>
    /// <value>Default: <see cref="Loss.Automatic"/>.</value>
    public Loss Loss { get; init; } = Loss.Automatic;

    /// <summary>The random changes that training images go through.</summary>
    /// <value>Default: <see cref="Augmentation.None"/>.</value>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>Whether the model scores each image once, or several views of it.</summary>
    /// <value>Default: <see cref="TestTimeAugmentation.None"/>.</value>
    public TestTimeAugmentation TestTimeAugmentation { get; init; }

    /// <summary>The type of numbers that training computes in.</summary>
    /// <value>Default: <see cref="Precision.Auto"/>, bfloat16 where processor and network gain by it.</value>
    public Precision Precision { get; init; } = Precision.Auto;

    /// <summary>How often training goes through the images.</summary>
    /// <value>Default: 20. Range: 1 to 100,000.</value>
    public int Epochs { get; init; } = 20;

    /// <summary>How many images a step sees.</summary>
    /// <value>Default: 128. Range: 1 to 65,536.</value>
    public int BatchSize { get; init; } = 128;

    /// <summary>The recipe for a preset, or a general one for a network that has none of its own; <see cref="Source"/> says which it is.</summary>
    /// <param name="network">A preset of <see cref="Networks"/>, or a network of your own.</param>
    /// <param name="images">What the images show. Default: what the preset was made for; for a network of your own nothing is assumed, so that images are moved a little and never mirrored.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind of images is none of those that there are.</exception>
    public static TrainingRecipe For(NetworkBuilder network, ImageKind? images = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (images is { } kind && !Enum.IsDefined(kind))
            throw new ArgumentOutOfRangeException(nameof(images), $"images is {kind}, but it must be Digits, SmallPhotos or Photos.");
        return RecipeBook.Of(network, images);
    }

    /// <summary>One line for each part; of optimizer, schedule, loss and augmentation, what differs from their defaults.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"Recipe for {Name}");
        Add("optimizer", DefinitionText.Of(Optimizer, nameof(Optimizer.LearningRate)));
        Add("highest rate", FormattableString.Invariant($"{Optimizer.LearningRate:G6}"));
        Add("schedule", DefinitionText.Of(Schedule));
        Add("loss", Loss == Loss.Automatic ? "the cross-entropy that goes with the network's end" : DefinitionText.Of(Loss));
        Add("augmentation", Augmentation.Count == 0 ? "none" : string.Join(", ", Augmentation.Select(operation => DefinitionText.Of(operation))));
        Add("scored views", TestTimeAugmentation switch
        {
            TestTimeAugmentation.None => "the image",
            TestTimeAugmentation.HorizontalFlip => "the image and its mirror image",
            _ => "the image and its mirror image, each at three places",
        });
        Add("precision", $"{Precision}");
        Add("epochs", FormattableString.Invariant($"{Epochs}"));
        Add("batch size", FormattableString.Invariant($"{BatchSize}"));
        if (Source.Length > 0)
            Add("source", Source);
        return text.ToString();

        void Add(string name, string value) => text.Append('\n').Append("  ").Append(name.PadRight(NameWidth)).Append(value);
    }
}

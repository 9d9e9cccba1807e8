namespace MLNet.Cnn;

/// <summary>The recipe of <see cref="Networks.FastCifar"/>: airbench94's, put into the words of Keras' optimizer.</summary>
internal static class FastCifarRecipe
{
    public const string Source = "Jordan, \"94% on CIFAR-10 in 3.29 seconds on a single GPU\" (2024), airbench94. Made for CIFAR-10.";

    /// <summary>1,024 in the paper, which leaves the last, smaller batch out; of 50,000 images 1,000 leave nothing over.</summary>
    public const int BatchSize = 1000;

    public const int Epochs = 10;

    private const double Momentum = 0.85;

    // The paper's numbers, for each 1,024 images and independent of the momentum.
    private const double Rate = 11.5, Decay = 0.0153, ShiftFactor = 64;

    public static LearningRateSchedule Schedule { get; } = new SlantedTriangular { WarmUp = 0.23, InitialFactor = 0.2, FinalFactor = 0.07 };

    public static Loss Loss { get; } = new CategoricalCrossentropy { LabelSmoothing = 0.2 };

    public static Augmentation Augmentation { get; } = [new RandomFlip(FlipMode.Horizontal) { Alternating = true }, new RandomCrop { Padding = 2, FillMode = FillMode.Reflect }];

    public static Optimizer Optimizer
    {
        get
        {
            // A gradient moves a weight by 1 / (1 - momentum) times the rate in the end. The paper divides its rate by 1 more than that.
            double reach = 1 / (1 - Momentum);
            double decay = Decay / Rate * reach;
            return new SGD(Rate / (1 + reach) * BatchSize / 1024, Momentum, nesterov: true)
            {
                WeightDecay = decay,
                // The shifts of the normalizations have 64 times the rate and the same decay, which is the rate times the decay.
                ParameterGroups = [new("whitening/kernel", LearningRateFactor: 0), new("*_norm?/beta", ShiftFactor, decay / ShiftFactor)],
                Lookahead = new Lookahead { Period = 5, Kept = Math.Pow(0.95, 5), Power = 3 },
            };
        }
    }
}

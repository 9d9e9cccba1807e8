using System.Reflection;
using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class TrainingRecipeTests
{
    private static readonly ImageKind?[] Kinds = [null, .. Enum.GetValues<ImageKind>().Select(kind => (ImageKind?)kind)];

    public static TheoryData<string> Presets => DeepPresets.Names;

    [Theory]
    [MemberData(nameof(Presets))]
    public void Every_preset_has_a_recipe_that_fits_it(string name)
    {
        var network = DeepPresets.Narrow[name];
        var built = network.Build(new(64, 64, 3), 5);
        foreach (var kind in Kinds)
        {
            var recipe = TrainingRecipe.For(network, kind);

            new CnnOptions { Network = network }.With(recipe).Validate();
            recipe.Augmentation.CheckFits(new(28, 28, 1));
            // Patterns of weights that are not there would be refused.
            WeightRule.CheckPatterns(recipe.Optimizer, built);
            Assert.NotEmpty(recipe.Source);
            Assert.StartsWith(name, recipe.Name);
            Assert.StartsWith($"Recipe for {recipe.Name}\n  optimizer ", recipe.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Signs_are_never_mirrored_and_things_are(string name)
    {
        foreach (var kind in Enum.GetValues<ImageKind>())
        {
            var recipe = TrainingRecipe.For(DeepPresets.All[name], kind);

            Assert.Equal(kind != ImageKind.Digits, recipe.Augmentation.OfType<RandomFlip>().Any());
            Assert.Equal(kind != ImageKind.Digits, recipe.TestTimeAugmentation != TestTimeAugmentation.None);
        }
    }

    [Fact]
    public void What_a_preset_was_made_for_is_what_its_images_show()
    {
        Assert.Equal("MnistConvNet on digits", TrainingRecipe.For(Networks.MnistConvNet()).Name);
        Assert.Equal("ResNet44 on small photos", TrainingRecipe.For(Networks.ResNet44()).Name);
        Assert.Equal("MobileNetV2 on photos", TrainingRecipe.For(Networks.MobileNetV2()).Name);
        Assert.Equal("ResNet18 on photos", TrainingRecipe.For(Networks.ResNet18(), ImageKind.Photos).Name);
    }

    [Fact]
    public void A_network_without_a_recipe_of_its_own_gets_the_general_one_and_says_so()
    {
        var own = TrainingRecipe.For(SmallTraining.Builder);

        Assert.Equal("small", own.Name);
        Assert.Equal("the general recipe, because the network is none of the presets; AdamW and one-cycle are a start that seldom fails.", own.Source);
        // Nothing is known of the images, so that nothing is assumed: a mirrored digit is another one.
        Assert.Equal([new RandomTranslation(0.1, 0.1) { FillMode = FillMode.Nearest }], own.Augmentation);
        Assert.Equal(TestTimeAugmentation.None, own.TestTimeAugmentation);
        Assert.Equal("the general recipe, because there is none for Vgg11 yet; AdamW and one-cycle are a start that seldom fails.", TrainingRecipe.For(Networks.Vgg11()).Source);
        // A name alone makes no preset.
        Assert.Equal(own.Source, TrainingRecipe.For(new NetworkBuilder("ResNet20", Networks.ResNet20().Build)).Source);
    }

    [Fact]
    public void Prints_what_differs_from_the_defaults() => Refusal.WithDecimalComma(() => Assert.Equal(
        """
        Recipe for ResNet20 on small photos
          optimizer      SGD (Momentum 0.9, Nesterov True, WeightDecay 0.005, ExcludeFromWeightDecay [*/beta, */gamma, */bias])
          highest rate   0.1
          schedule       OneCycle
          loss           the cross-entropy that goes with the network's end
          augmentation   RandomFlip (Mode Horizontal), RandomCrop (Padding 4x4)
          scored views   the image and its mirror image
          precision      Auto
          epochs         60
          batch size     128
          source         augmentation of He et al. (2015), section 4.2; one-cycle after Smith (2018) instead of 64,000 steps. Made for CIFAR-10.
        """.ReplaceLineEndings("\n"),
        (TrainingRecipe.For(Networks.ResNet20()) with { Epochs = 60 }).ToString()));

    // RandomContrast is made of one number, but its setting is a range.
    [Fact]
    public void Ranges_print_with_both_ends() => Refusal.WithDecimalComma(() => Assert.Contains(
        "\n  augmentation   RandomFlip (Mode Horizontal), RandomRotation (Factor (-0.02, 0.02)), RandomZoom (HeightFactor (-0.1, 0.1)), RandomTranslation (HeightFactor (-0.1, 0.1), WidthFactor (-0.1, 0.1)), RandomBrightness (Factor (-0.1, 0.1)), RandomContrast (Factor (0.2, 0.2))\n",
        TrainingRecipe.For(Networks.MobileNetV2()).ToString()));

    public static TheoryData<string, string, Augmentation, LearningRateSchedule> Others => new()
    {
        { "ConstantRate", "RandomErasing (Factor (0, 0.5), FillValue 0)", [new RandomErasing(0.5) { FillValue = 0 }], new ConstantRate() },
        { "ExponentialDecay (DecaySteps 100, DecayRate 0.5)", "RandomCrop (Height 20)", [new RandomCrop(height: 20)], new ExponentialDecay(100, 0.5) },
        { "PiecewiseConstantDecay (Boundaries [10, 20], Factors [1, 0.5, 0.25])", "RandAugment (NumOps 3), MixUp, CutMix (Alpha 0.5)", [new RandAugment { NumOps = 3 }, new MixUp(), new CutMix(0.5)], new PiecewiseConstantDecay([10, 20], [1, 0.5f, 0.25f]) },
        { "CosineDecayRestarts (FirstDecaySteps 10)", "RandomZoom (HeightFactor (-0.2, 0.1), WidthFactor (0, 0))", [new RandomZoom((-0.2, 0.1), 0)], new CosineDecayRestarts(10) },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_definitions_print_too(string schedule, string augmentation, Augmentation operations, LearningRateSchedule rates) => Assert.Contains(
        $"\n  schedule       {schedule}\n  loss           the cross-entropy that goes with the network's end\n  augmentation   {augmentation}\n",
        new TrainingRecipe { Augmentation = operations, Schedule = rates }.ToString());

    // Jordan (2024): rate 11.5 and decay 0.0153 for each 1,024 images, the rate over 1 + 1 / (1 - 0.85), here for batches of 1,000;
    // the decay is that share of the rate, times 1 / (1 - 0.85) for what the momentum adds, and over 64 where the rate is 64 times as high.
    [Fact]
    public void FastCifar_has_the_numbers_of_its_paper() => Assert.Equal(
        """
        Recipe for FastCifar on small photos
          optimizer      SGD (Momentum 0.85, Nesterov True, WeightDecay 0.00886957, ParameterGroups [ParameterGroup (Pattern whitening/kernel, LearningRateFactor 0), ParameterGroup (Pattern *_norm?/beta, LearningRateFactor 64, WeightDecay 0.000138587)], Lookahead Lookahead (Kept 0.773781, Power 3))
          highest rate   1.46484
          schedule       SlantedTriangular (WarmUp 0.23, InitialFactor 0.2, FinalFactor 0.07)
          loss           CategoricalCrossentropy (LabelSmoothing 0.2)
          augmentation   RandomFlip (Mode Horizontal, Alternating True), RandomCrop (Padding 2x2, FillMode Reflect)
          scored views   the image and its mirror image, each at three places
          precision      Auto
          epochs         10
          batch size     1000
          source         Jordan, "94% on CIFAR-10 in 3.29 seconds on a single GPU" (2024), airbench94. Made for CIFAR-10.
        """.ReplaceLineEndings("\n"),
        TrainingRecipe.For(Networks.FastCifar()).ToString());

    [Fact]
    public void A_recipe_of_your_own_prints_too()
    {
        var recipe = new TrainingRecipe
        {
            Name = "mine",
            Schedule = new CosineDecay(1000),
            Loss = new CategoricalCrossentropy { LabelSmoothing = 0.1 },
            Optimizer = new Adam(0.01) { EmaMomentum = 0.99 },
            TestTimeAugmentation = TestTimeAugmentation.HorizontalFlipAndShifts,
        };

        Assert.Equal(
            """
            Recipe for mine
              optimizer      Adam (EmaMomentum 0.99)
              highest rate   0.01
              schedule       CosineDecay (DecaySteps 1000)
              loss           CategoricalCrossentropy (LabelSmoothing 0.1)
              augmentation   none
              scored views   the image and its mirror image, each at three places
              precision      Auto
              epochs         20
              batch size     128
            """.ReplaceLineEndings("\n"),
            recipe.ToString());
    }

    [Fact]
    public void The_options_take_over_all_that_a_recipe_says_and_nothing_else()
    {
        var before = SmallTraining.Options with { Seed = 7, ValidationFraction = 0.2 };
        var recipe = TrainingRecipe.For(Networks.CompactResNet()) with { Schedule = new ConstantRate(), BatchSize = 7 };

        var options = before.With(recipe);

        var said = typeof(TrainingRecipe).GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(property => property.Name);
        foreach (var setting in typeof(CnnOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            Assert.Equal(said.TryGetValue(setting.Name, out var part) ? part.GetValue(recipe) : setting.GetValue(before), setting.GetValue(options));
        // All but what it is called and where it comes from.
        Assert.Equal(["Name", "Source"], said.Keys.Except(typeof(CnnOptions).GetProperties().Select(property => property.Name)));
    }

    [Fact]
    public void A_preset_trains_by_its_recipe_in_a_pipeline()
    {
        var context = new MLContext(seed: 1);
        var network = Networks.CompactResNet(8);
        var options = new CnnOptions { Network = network, Threads = 1 }.With(TrainingRecipe.For(network, ImageKind.Digits) with { Epochs = 12, BatchSize = 16 });

        using var model = SmallTraining.Fit(options, SmallTraining.Images(120), context);

        var metrics = context.MulticlassClassification.Evaluate(model.Transform(SmallTraining.Images(60, seed: 2)));
        // Three classes: guessing gives a third.
        Assert.InRange(metrics.MicroAccuracy, 0.8, 1);
        Assert.Equal(12, model.Model.History.Epochs.Count);
    }

    [Fact]
    public void Refuses_what_is_none()
    {
        Refusal.Says<ArgumentOutOfRangeException>("images is 7, but it must be Digits, SmallPhotos or Photos. (Parameter 'images')", () => TrainingRecipe.For(Networks.LeNet5(), (ImageKind)7));
        Assert.Throws<ArgumentNullException>(() => TrainingRecipe.For(null!));
        Assert.Throws<ArgumentNullException>(() => SmallTraining.Options.With(null!));
    }
}

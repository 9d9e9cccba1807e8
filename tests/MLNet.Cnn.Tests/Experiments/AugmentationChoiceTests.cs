using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>Choosing an augmentation by held-out images.</summary>
public class AugmentationChoiceTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly CnnOptions Options = SmallTraining.Options with { Optimizer = new Adam(0.03), Epochs = 8 };

    // McNemar's exact test: of 3 images that one alone gets right, all 3 are so by chance with 2 / 2^3 = 0.25, of 2 with 0.5, and of 8 against 2 with 2 (1 + 10 + 45) / 2^10 = 0.109.
    [Theory]
    [InlineData(0, 0, "none")]
    [InlineData(2, 0, "none")]
    [InlineData(3, 0, "mirror")]
    [InlineData(8, 2, "mirror")]
    [InlineData(8, 7, "none")]
    [InlineData(0, 5, "none")]
    public void The_mildest_is_taken_unless_another_is_better_by_more_than_one_standard_error(int onlyMirror, int onlyNone, string expected)
    {
        bool[] none = [.. Enumerable.Repeat(false, onlyMirror), .. Enumerable.Repeat(true, onlyNone + 20)];
        bool[] mirror = [.. Enumerable.Repeat(true, onlyMirror), .. Enumerable.Repeat(false, onlyNone), .. Enumerable.Repeat(true, 20)];

        Assert.Equal(expected, AugmentationChoice.Of([Trial(0, none), Trial(1, mirror)]).Chosen.Name);
    }

    // Wilson at 95 %: 20 of 23 are 67.87 to 95.46 %, 23 of 23 are 85.69 to 100 %.
    [Fact]
    public void The_reason_has_numbers_and_intervals() => Refusal.WithDecimalComma(() =>
    {
        bool[] none = [false, false, false, .. Enumerable.Repeat(true, 20)], all = [.. Enumerable.Repeat(true, 23)], two = [false, .. Enumerable.Repeat(true, 22)];

        Assert.Equal(
            "'mirror' is taken: the best, by more than one standard error before 'none' (p = 0.25). Right on 23 held-out images, with the interval at 95 %: none 86.96 % (67.87–95.46 %), mirror 100.00 % (85.69–100.00 %).",
            AugmentationChoice.Of([Trial(0, none), Trial(1, all)]).Why);
        Assert.StartsWith(
            "'none' is taken: 'mirror' was not better by more than chance (p = 1.00), and in doubt the milder one does less harm. Right on 23 held-out images",
            AugmentationChoice.Of([Trial(0, two), Trial(1, all)]).Why, StringComparison.Ordinal);
        Assert.Contains("before 'none' (p < 0.01)", AugmentationChoice.Of([Trial(0, [.. all.Select(_ => false)]), Trial(1, all)]).Why, StringComparison.Ordinal);
    });

    [Fact]
    public void Images_that_a_mirror_turns_into_those_of_another_class_are_not_mirrored()
    {
        var choice = Choose(Slants(60), Options);

        Assert.Equal("none", choice.Chosen.Name);
        Assert.Equal(["none", "mirror", "photos"], choice.Trials.Select(trial => trial.Choice.Name));
        Assert.All(choice.Trials, trial => Assert.Equal(60, trial.Scores.Images));
        Assert.True(choice.Trials[0].Scores.Accuracy > 0.9 && choice.Trials[1].Scores.Accuracy < 0.75, choice.Why);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        var images = Slants(30);

        Assert.Equal(Choose(images, Options).Why, Choose(images, Options).Why);
    }

    [Fact]
    public void A_class_of_one_image_leaves_nothing_to_measure()
    {
        ImageRow[] rows = [.. TestImages.Rows(9), new ImageRow { Image = new byte[TestImages.Size * TestImages.Size], Label = "lone" }];

        var choice = Choose(Context.Data.LoadFromEnumerable(rows), Options);

        Assert.Equal(("none", "'none' is taken untried: class 'lone' has only 1 image, so that none is left to hold out."), (choice.Chosen.Name, choice.Why));
        Assert.Empty(choice.Trials);
    }

    [Fact]
    public void A_stop_chooses_nothing()
    {
        var control = new TrainingControl();

        Assert.Throws<OperationCanceledException>(() => Choose(Slants(30), Options with { Control = control, Progress = _ => control.RequestStop() }));
    }

    [Fact]
    public void No_choices_are_refused() => Refusal.Says(
        "There are no augmentations to choose among. Give at least one, or leave choices out: none, mirror and photos. (Parameter 'choices')",
        () => Context.MulticlassClassification.ChooseAugmentation(Slants(4), Options, []));

    private static AugmentationChoice Choose(IDataView images, CnnOptions options) => Context.MulticlassClassification.ChooseAugmentation(images, options);

    private static AugmentationTrial Trial(int choice, bool[] correct) =>
        new(NamedAugmentation.ForPhotos[choice], new ModelScores { Correct = correct, MacroF1 = 1, LogLoss = 1 });

    /// <summary>Strokes that rise or fall: each is the other's mirror image.</summary>
    private static IDataView Slants(int count)
    {
        const int size = TestImages.Size;
        var random = new Random(1);
        return Context.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i =>
        {
            byte[] pixels = new byte[size * size];
            random.NextBytes(pixels);
            for (int y = 0; y < size; y++)
            {
                for (int x = 0; x < size; x++)
                    pixels[y * size + x] = (i % 2 == 0 ? x == y : x == size - 1 - y) ? (byte)255 : (byte)(pixels[y * size + x] / 3);
            }
            return new ImageRow { Image = pixels, Label = i % 2 == 0 ? "falling" : "rising", Id = i };
        }).ToList());
    }
}

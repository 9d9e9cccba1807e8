using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class TestTimeAugmentationTests
{
    private static readonly IDataView Images = SmallTraining.Images();
    private static readonly CnnOptions Options = SmallTraining.Options with { Epochs = 2, TestTimeAugmentation = TestTimeAugmentation.HorizontalFlip };

    // Rows of a 12x12 image: as it is and flipped, moved up and to the left or down and to the right by one, with the nearest pixels beyond the border.
    [Theory]
    [InlineData(TestTimeAugmentation.HorizontalFlip, new[] { 0.5, 0.5 }, new[] { 0, 0 })]
    [InlineData(TestTimeAugmentation.HorizontalFlipAndShifts, new[] { 0.25, 0.25, 0.125, 0.125, 0.125, 0.125 }, new[] { 0, 0, -1, -1, 1, 1 })]
    public void Scores_are_the_mean_of_the_probabilities_of_the_views(TestTimeAugmentation augmentation, double[] weights, int[] shifts)
    {
        using var cnn = SmallTraining.Fit(Options with { TestTimeAugmentation = augmentation }, Images);
        var scores = cnn.Scores(Images);

        var rows = TestImages.Rows(60);
        for (int i = 0; i < rows.Count; i += 7)
        {
            var expected = new double[3];
            for (int v = 0; v < weights.Length; v++)
            {
                float[] view = View(rows[i].Image, isFlipped: v % 2 == 1, shifts[v]);
                double[] probabilities = Softmax(cnn.Model.Predict(new ImageBatch(new(12, 12, 1), view))[0].Values.ToArray());
                for (int k = 0; k < 3; k++)
                    expected[k] += weights[v] * probabilities[k];
            }
            Assert.All(expected.Zip(scores[i]), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
    }

    [Theory]
    [InlineData(TestTimeAugmentation.HorizontalFlip)]
    [InlineData(TestTimeAugmentation.HorizontalFlipAndShifts)]
    public void What_is_reported_is_what_the_model_scores(TestTimeAugmentation augmentation)
    {
        var context = new MLContext(seed: 1);
        var validation = SmallTraining.Images(48, seed: 77);
        using var cnn = context.Transforms.TrainCnn(Options with { TestTimeAugmentation = augmentation }).Fit(Images, validation);

        var metrics = context.MulticlassClassification.Evaluate(cnn.Transform(validation));

        var last = cnn.Model.History.Epochs[^1];
        Assert.Equal(metrics.MicroAccuracy, last.ValidationAccuracy!.Value, 1e-9);
        Assert.Equal(metrics.LogLoss, last.ValidationLoss!.Value, 1e-4);
    }

    [Fact]
    public void The_saved_model_scores_the_same_in_stock_components_and_tells_what_it_does()
    {
        using var folder = new TestFolder();
        var context = new MLContext(seed: 1);
        using var cnn = SmallTraining.Fit(Options, Images);
        context.Model.Save(cnn, Images.Schema, folder.File("model.zip"));

        var loaded = context.Model.Load(folder.File("model.zip"), out _);
        using var typed = context.Model.LoadCnn(folder.File("model.zip"));

        Assert.Equal(0, SmallTraining.LargestDifference(cnn.Scores(Images), loaded.Scores(Images)));
        Assert.Equal(0, SmallTraining.LargestDifference(cnn.Scores(Images), typed.Scores(Images)));
        Assert.Equal(TestTimeAugmentation.HorizontalFlip, typed.Model.TestTimeAugmentation);
        Assert.Equal(cnn.Model.Network, typed.Model.Network);
        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void Training_and_network_are_those_without_it()
    {
        using var cnn = SmallTraining.Fit(Options, Images);
        using var plain = SmallTraining.Fit(Options with { TestTimeAugmentation = TestTimeAugmentation.None }, Images);

        Assert.Equal(plain.Hash(), cnn.Hash());
        Assert.Equal(plain.Model.Network, cnn.Model.Network);
        Assert.Equal(TestTimeAugmentation.None, plain.Model.TestTimeAugmentation);
        Assert.NotEqual(0, SmallTraining.LargestDifference(plain.Scores(Images), cnn.Scores(Images)));
    }

    [Fact]
    public void Networks_that_end_in_a_softmax_or_sigmoids_average_probabilities_too()
    {
        foreach (var end in new[] { Activation.Softmax, Activation.Sigmoid })
        {
            var network = new NetworkBuilder("end", (shape, classes) => Network.Sequential(shape, new Conv2D(4, 3), new Flatten(), new Dense(classes) { Activation = end }));
            var context = new MLContext(seed: 1);
            var validation = SmallTraining.Images(48, seed: 77);
            using var cnn = context.Transforms.TrainCnn(Options with { Network = network }).Fit(Images, validation);

            float[][] scores = cnn.Scores(Images);
            var rows = TestImages.Rows(60);
            double[] expected = [.. new[] { false, true }
                .Select(flipped => cnn.Model.Predict(new ImageBatch(new(12, 12, 1), View(rows[0].Image, flipped, 0)))[0].Values.ToArray())
                .Aggregate(new double[3], (sum, probabilities) => [.. sum.Zip(probabilities, (s, p) => s + p / 2.0)])];
            Assert.All(expected.Zip(scores[0]), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            var metrics = context.MulticlassClassification.Evaluate(cnn.Transform(validation));
            Assert.Equal(metrics.MicroAccuracy, cnn.Model.History.Epochs[^1].ValidationAccuracy!.Value, 1e-9);
        }
    }

    [Fact]
    public void Probabilities_of_zero_and_one_stay_numbers()
    {
        var shape = new Shape(1, 2, 1);
        var images = new ImageBatch(shape, new float[] { 1, 2 });

        float[] sure = new TestTimeScores(TestTimeAugmentation.HorizontalFlip, shape, isSigmoid: false).Logits(images, _ => [2000, 0]);
        float[] surest = new TestTimeScores(TestTimeAugmentation.HorizontalFlip, shape, isSigmoid: true).Logits(images, _ => [2000, -2000]);

        Assert.All([.. sure, .. surest], logit => Assert.True(float.IsFinite(logit)));
        Assert.True(sure[0] > sure[1] && surest[0] > surest[1]);
    }

    [Fact]
    public void An_unknown_choice_is_refused() => Refusal.Says<ArgumentOutOfRangeException>(
        "CnnOptions.TestTimeAugmentation is 9, but it must be one of the enum's values. (Parameter 'TestTimeAugmentation')",
        () => new MLContext().Transforms.TrainCnn(Options with { TestTimeAugmentation = (TestTimeAugmentation)9 }));

    private static float[] View(byte[] image, bool isFlipped, int shift)
    {
        var view = new float[144];
        for (int y = 0; y < 12; y++)
        {
            for (int x = 0; x < 12; x++)
            {
                int row = Math.Clamp(y - shift, 0, 11), column = Math.Clamp(x - shift, 0, 11);
                view[y * 12 + x] = image[row * 12 + (isFlipped ? 11 - column : column)];
            }
        }
        return view;
    }

    private static double[] Softmax(float[] logits)
    {
        double[] powers = [.. logits.Select(logit => Math.Exp(logit - logits.Max()))];
        return [.. powers.Select(power => power / powers.Sum())];
    }
}

using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>Trainings that learn nothing, or learn by heart, say so at their end; others do not.</summary>
public class TrainingCourseTests
{
    // Ten classes of equal size, 1,000 images and 200 for validation: 9.7 % is what Adam(10) reached.
    private static readonly ClassSpread Thousand = new(1_000, 0.1), TwoHundred = new(200, 0.1);

    [Fact]
    public void Ten_classes_at_9_7_percent_are_nothing_learned() => Assert.Equal(
        ["The training learned nothing: after 5 epochs the network recognizes 9.8 % of the training images and 9.5 % of the validation images, where naming one and the same class for all is right for 10.0 %. Try a learning rate below 10 (FindLearningRate suggests one), or BatchNormalization behind the convolutions; OverfitOneBatch tells whether the network can learn these images at all, and a look at some images with their labels whether they go together."],
        new TrainingCourse(Epochs((0.095, 0.1), (0.099, 0.09), (0.097, 0.1), (0.098, 0.095), (0.097, 0.1)), 4, Thousand, TwoHundred).Warnings(TrainingEnd.Completed, 10));

    // Images, share of the largest class, accuracy in training, accuracy in validation (of 200, with the same share), epochs; whether it is told.
    [Theory]
    [InlineData(1_000, 0.1, 0.097, 0.1, 5, true)]
    [InlineData(1_000, 0.1, 0.097, 0.1, 2, false)] // short
    [InlineData(1_000, 0.1, 0.097, 0.3, 5, false)] // hard augmentation, but validation shows that it learned
    [InlineData(1_000, 0.1, 0.25, 0.1, 5, false)] // it learned something
    [InlineData(12, 0.1, 0.083, 0.1, 5, false)] // twelve images prove nothing
    [InlineData(1_000, 0.95, 0.95, 0.95, 5, false)] // one rare class: 95 % cannot be told from 95.4 %
    [InlineData(100_000, 0.95, 0.95, 0.95, 5, true)] // here it can
    [InlineData(1_000, 0.5, 0.51, 0.5, 5, true)]
    [InlineData(100, 0.5, 0.51, 0.5, 5, false)] // up to 61 % may be true
    [InlineData(1_000, 0.5, 0.3, 0.3, 5, true)] // worse than guessing
    public void Nothing_learned_is_told_where_the_interval_says_so(int images, double share, double training, double validation, int epochs, bool told)
    {
        var reports = Epochs([.. Enumerable.Repeat((training, validation), epochs)]);

        var course = new TrainingCourse(reports, null, new(images, share), new(200, share));
        var alone = new TrainingCourse([.. reports.Select(report => report with { ValidationLoss = null, ValidationAccuracy = null })], null, new(images, share), null);

        Assert.Equal(told ? 1 : 0, course.Warnings(TrainingEnd.Completed, 0.1).Count());
        Assert.Equal(told || (validation > training + 0.1 && epochs > 2) ? 1 : 0, alone.Warnings(TrainingEnd.Completed, 0.1).Count());
    }

    [Fact]
    public void A_training_that_collapsed_at_its_end_has_learned_nothing_unless_the_model_has_the_weights_from_before()
    {
        var reports = Epochs((0.5, 0.5), (0.7, 0.7), (0.1, 0.1), (0.1, 0.1));

        Assert.Single(new TrainingCourse(reports, null, Thousand, TwoHundred).Warnings(TrainingEnd.Completed, 1));
        Assert.Empty(new TrainingCourse(reports, 2, Thousand, TwoHundred).Warnings(TrainingEnd.Completed, 1));
    }

    [Fact]
    public void Validation_loss_that_rises_for_half_of_the_epochs_is_learned_by_heart()
    {
        var reports = Overfitted(epochs: 20, best: 8, rise: 0.05, accuracyAfter: 0.8);

        Assert.Equal(
            ["The training images were learned by heart: the validation loss was lowest after epoch 8 of 20 (0.5) and then rose to 1, while the training loss fell from 0.6 to 0.1; the validation accuracy was 80.0 % then and 80.0 % at the end. The model has the weights of the last step. Try more images, an Augmentation, Dropout or a smaller network; CnnOptions.EarlyStopping ends such a training sooner."],
            new TrainingCourse(reports, null, Thousand, TwoHundred).Warnings(TrainingEnd.Completed, 0.1));
    }

    [Theory]
    [InlineData(20, 8, 0.05, 0.8, TrainingEnd.Completed, true)]
    [InlineData(20, 8, 0.05, 0.8, TrainingEnd.StoppedEarly, false)] // early stopping saw it
    [InlineData(20, 12, 0.05, 0.8, TrainingEnd.Completed, false)] // less than half of the epochs
    [InlineData(8, 3, 0.05, 0.8, TrainingEnd.Completed, false)] // short
    [InlineData(20, 8, 0.002, 0.8, TrainingEnd.Completed, false)] // within noise
    [InlineData(20, 8, 0.05, 0.88, TrainingEnd.Completed, false)] // surer of its mistakes, but better
    [InlineData(20, 8, 0.05, 0.82, TrainingEnd.Completed, true)] // 4 of 200 images are chance
    public void Learned_by_heart_is_told_where_nothing_was_gained(int epochs, int best, double rise, double accuracyAfter, TrainingEnd end, bool told) =>
        Assert.Equal(told ? 1 : 0, new TrainingCourse(Overfitted(epochs, best, rise, accuracyAfter), null, Thousand, TwoHundred).Warnings(end, 0.1).Count());

    [Fact]
    public void Without_validation_nobody_knows_whether_it_was_by_heart()
    {
        var reports = Overfitted(20, 8, 0.05, 0.8).Select(report => report with { ValidationLoss = null, ValidationAccuracy = null }).ToList();

        Assert.Empty(new TrainingCourse(reports, null, Thousand, null).Warnings(TrainingEnd.Completed, 0.1));
    }

    [Fact]
    public void A_real_training_with_a_rate_of_10_says_it_in_log_and_history()
    {
        var context = new MLContext(seed: 1);
        var log = new List<string>();
        context.Log += (_, message) => log.Add(message.RawMessage);
        var network = new NetworkBuilder("dies", (shape, classes) => Network.Sequential(
            shape, new Conv2D(4, 3) { Activation = Activation.ReLU }, new Flatten(), new Dense(16, Activation.ReLU), new Dense(classes)));

        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Network = network, Optimizer = new Adam(10), ValidationFraction = 0.2 }, SmallTraining.Images(900), context);
        using var sound = SmallTraining.Fit(SmallTraining.Options with { Network = network, Optimizer = new Adam(0.01), ValidationFraction = 0.2 }, SmallTraining.Images(900));

        string warning = Assert.Single(cnn.Model.History.Warnings);
        Assert.StartsWith("The training learned nothing: after 4 epochs the network recognizes ", warning);
        Assert.Contains(" where naming one and the same class for all is right for 33.3 %. Try a learning rate below 10 (FindLearningRate suggests one)", warning);
        Assert.Contains(warning, log);
        Assert.Empty(sound.Model.History.Warnings);
    }

    [Fact]
    public void Guessing_is_naming_the_largest_class_unless_classes_count_alike()
    {
        var rows = TestImages.Rows(60);
        rows.RemoveAll(row => row.Label == "row" && row.Id >= 12);

        Assert.Equal(20 / 44.0, Spread(Sampling.Shuffled, weight: 1).Guessing, 1e-12);
        Assert.Equal(1 / 3.0, Spread(Sampling.Balanced, weight: 1).Guessing, 1e-12);
        Assert.Equal(1 / 3.0, Spread(Sampling.Shuffled, weight: 5).Guessing, 1e-12);

        ClassSpread Spread(Sampling sampling, double weight)
        {
            var column = new ImageColumn("Image", new Shape(1, 1, 1), ImageLayout.Interleaved, IsByte: true);
            using var set = new ImageSet(column, new PixelRows(1, long.MaxValue, () => throw new InvalidOperationException("The budget is enough.")));
            foreach (var row in rows)
            {
                set.Pixels.Next()[0] = 0;
                set.Add(TestImages.Classes.ToList().IndexOf(row.Label));
            }
            set.Store.Complete();
            set.Weigh([weight, 1, 1]);
            return ClassSpread.Of(ImageSubset.All(set), sampling);
        }
    }

    private static List<EpochReport> Epochs(params (double Training, double Validation)[] accuracies) => [.. accuracies.Select((accuracy, index) => Report(
        index + 1, accuracies.Length, 2.3, accuracy.Training, 2.3, accuracy.Validation))];

    /// <summary>Losses fall to 0.6 and 0.5 at the best epoch; then the one of training falls to 0.1, and the other rises by so much an epoch.</summary>
    private static List<EpochReport> Overfitted(int epochs, int best, double rise, double accuracyAfter) => [.. Enumerable.Range(1, epochs).Select(epoch => epoch <= best
        ? Report(epoch, epochs, 0.6 + 0.1 * (best - epoch), 0.7, 0.5 + 0.1 * (best - epoch), 0.8 - 0.01 * (best - epoch))
        : Report(epoch, epochs, 0.6 - 0.5 * (epoch - best) / (epochs - best), 0.9, 0.5 + rise * (epoch - best), accuracyAfter))];

    private static EpochReport Report(int epoch, int epochs, double loss, double accuracy, double validationLoss, double validationAccuracy) =>
        new(epoch, epochs, loss, accuracy, validationLoss, validationAccuracy, 0.1, 100, TimeSpan.FromSeconds(epoch), TimeSpan.Zero);
}

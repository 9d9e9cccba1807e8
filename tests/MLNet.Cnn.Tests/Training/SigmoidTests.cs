using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>Networks that end in a sigmoid: one output for two classes, or one output a class.</summary>
public sealed class SigmoidTests : IDisposable
{
    private static readonly List<ImageRow> Rows = [.. TestImages.Rows(90).Where(row => row.Label != "diagonal")];
    private static readonly IDataView TwoClasses = SmallTraining.Keyed(new MLContext(seed: 1).Data.LoadFromEnumerable(Rows));
    private static readonly IDataView ThreeClasses = SmallTraining.Images();

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<bool, bool> Ends => new() { { true, false }, { false, true }, { false, false } };

    /// <summary>A network with a single output: a sigmoid in its Dense, as a layer of its own, or none.</summary>
    private static NetworkBuilder Single(bool inside = true, bool layer = false) => new("single", (shape, _) => Network.Sequential(shape,
    [
        new Conv2D(4, 3), new BatchNormalization { Momentum = 0.8 }, new ReLU(), new MaxPooling2D(2), new Flatten(),
        new Dense(1, inside ? Activation.Sigmoid : Activation.Linear),
        .. layer ? (Layer[])[new ActivationLayer(Activation.Sigmoid)] : [],
    ]));

    private static CnnOptions Options => SmallTraining.Options with { Network = Single(), Epochs = 30 };

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_single_output_learns_two_classes(bool inside, bool layer)
    {
        using var cnn = SmallTraining.Fit(Options with { Network = Single(inside, layer) }, TwoClasses);

        var scored = cnn.Transform(TwoClasses);
        var metrics = new MLContext().MulticlassClassification.Evaluate(scored);
        Assert.True(metrics.MicroAccuracy > 0.95, $"The accuracy is {metrics.MicroAccuracy}.");
        Assert.Equal(2, ((VectorDataViewType)scored.Schema["Score"].Type).Size);
        Assert.Equal(["row", "column"], cnn.Model.ClassNames);
        Assert.True(cnn.Model.History.Epochs[^1].Accuracy > 0.9);
    }

    [Fact]
    public void The_score_is_the_rest_and_the_sigmoid()
    {
        using var cnn = SmallTraining.Fit(Options, TwoClasses);
        var images = new ImageBatch(new(12, 12, 1), Rows.SelectMany(row => row.Image).Select(pixel => (float)pixel).ToArray());

        // What Keras' predict gives: the probability of label 1, which is the key 2, "column".
        float[] sigmoid = cnn.Model.Predict(images)[0].Values.ToArray();

        float[][] scores = cnn.Scores(TwoClasses);
        Assert.InRange(SmallTraining.LargestDifference([.. sigmoid.Select(p => new[] { 1 - p, p })], scores), 0, 1e-5);
        Assert.Equal(sigmoid.Select(p => p > 0.5f ? 2u : 1u), cnn.Transform(TwoClasses).Column<uint>("PredictedLabel"));
        Assert.InRange(Rows.Zip(sigmoid).Average(pair => pair.First.Label == "column" ? pair.Second : 1 - pair.Second), 0.8, 1);
    }

    [Fact]
    public void One_sigmoid_trains_as_two_logits_of_which_one_is_held_at_zero()
    {
        // softmax((0, x)) is (1 - sigmoid(x), sigmoid(x)), so that one step from equal weights gives equal losses and a gradient of the same size.
        var (one, two) = (Network.Sequential(new(2), new Dense(1) { Name = "out" }), Network.Sequential(new(2), new Dense(2) { Name = "out" }));
        var images = new ImageBatch(new(2), new float[] { 1, -2, 0.5f, 3 });

        var (binary, kernel) = Step(one, new BinaryCrossentropy(), images, [0, 1], ("out/kernel", [0.3f, -0.2f]));
        var (categorical, kernels) = Step(two, new CategoricalCrossentropy(), images, [1, 0, 0, 1], ("out/kernel", [0, 0.3f, 0, -0.2f]));

        Assert.Equal(categorical.Loss, binary.Loss, 1e-6);
        Assert.Equal(categorical.Correct, binary.Correct);
        Engine.AssertClose([kernels[1], kernels[3]], kernel);
    }

    [Fact]
    public void A_saved_two_class_model_loads_in_stock_ML_NET_and_as_what_it_was()
    {
        var context = new MLContext(seed: 1);
        using var cnn = SmallTraining.Fit(Options, TwoClasses);
        string file = _folder.File("two.zip");
        context.Model.Save(cnn, TwoClasses.Schema, file);

        var stock = new MLContext().Model.Load(file, out _);
        using var loaded = new MLContext().Model.LoadCnn(file);

        float[][] scores = cnn.Scores(TwoClasses);
        Assert.InRange(SmallTraining.LargestDifference(scores, stock.Scores(TwoClasses)), 0, 1e-6);
        Assert.InRange(SmallTraining.LargestDifference(scores, loaded.Scores(TwoClasses)), 0, 1e-6);
        Assert.Equal(cnn.Transform(TwoClasses).Column<uint>("PredictedLabel"), stock.Transform(TwoClasses).Column<uint>("PredictedLabel"));
        Assert.Equal(cnn.Model.Network, loaded.Model.Network);
        Assert.Equal(["row", "column"], loaded.Model.ClassNames);
        (stock as IDisposable)?.Dispose();
    }

    [Fact]
    public void Validation_of_a_single_output_measures_what_the_saved_model_scores()
    {
        var context = new MLContext(seed: 1);
        var validation = SmallTraining.Keyed(context.Data.LoadFromEnumerable(TestImages.Rows(60, seed: 5).Where(row => row.Label != "diagonal")));
        using var cnn = context.Transforms.TrainCnn(Options).Fit(TwoClasses, validation);

        var metrics = context.MulticlassClassification.Evaluate(cnn.Transform(validation));

        var last = cnn.Model.History.Epochs[^1];
        Assert.Equal(metrics.MicroAccuracy, last.ValidationAccuracy!.Value, 1e-9);
        Assert.Equal(metrics.LogLoss, last.ValidationLoss!.Value, 1e-4);
    }

    [Fact]
    public void A_sigmoid_for_each_class_scores_each_class_for_itself()
    {
        var network = new NetworkBuilder("several", (shape, classes) => Network.Sequential(shape, new Flatten(), new Dense(classes, Activation.Sigmoid)));
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Network = network, Epochs = 12, ValidationFraction = 0.25 }, ThreeClasses);
        var images = new ImageBatch(new(12, 12, 1), TestImages.Rows(60).SelectMany(row => row.Image).Select(pixel => (float)pixel).ToArray());

        float[][] scores = cnn.Scores(ThreeClasses);

        float[][] sigmoids = [.. cnn.Model.Predict(images)[0].Values.ToArray().Chunk(3)];
        Assert.InRange(SmallTraining.LargestDifference(sigmoids, scores), 0, 1e-5);
        Assert.Contains(scores, row => Math.Abs(row.Sum() - 1) > 0.01);
        Assert.Equal(scores.Select(row => (uint)Array.IndexOf(row, row.Max()) + 1), cnn.Transform(ThreeClasses).Column<uint>("PredictedLabel"));
        Assert.True(cnn.Model.History.Epochs[^1].Accuracy > 0.6);
    }

    [Fact]
    public void The_loss_that_is_trained_is_the_one_that_validation_measures()
    {
        // Validation on the training images, with weights that do not move: both are the mean over the same images.
        var builder = new NetworkBuilder("plain", (shape, classes) => Network.Sequential(shape, new Flatten(), new Dense(classes)));
        var options = SmallTraining.Options with { Network = builder, Epochs = 1, BatchSize = 60, Optimizer = new SGD(1e-12), Schedule = new ConstantRate() };
        foreach (var loss in (Loss[])[new CategoricalHinge(), new CategoricalFocalCrossentropy(), new KLDivergence(), new CategoricalCrossentropy { LabelSmoothing = 0.2 }])
        {
            using var cnn = new MLContext(seed: 1).Transforms.TrainCnn(options with { Loss = loss }).Fit(ThreeClasses, ThreeClasses);

            var epoch = Assert.Single(cnn.Model.History.Epochs);
            Assert.Equal(epoch.Loss, epoch.ValidationLoss!.Value, 1e-4);
            Assert.Equal(epoch.Accuracy, epoch.ValidationAccuracy!.Value, 1e-9);
        }
    }

    [Fact]
    public void A_single_output_for_three_classes_is_refused() => Refusal.Says(
        "The network 'sequential' has 1 output, but label column 'Label' has 3 classes. End the network in Dense(3), or let the data say it: new NetworkBuilder(\"sequential\", (imageShape, classCount) => ...).",
        () => SmallTraining.Fit(Options, ThreeClasses));

    [Fact]
    public void A_loss_that_does_not_go_with_the_network_is_refused_before_training() => Refusal.Says(
        "The loss CategoricalHinge judges all outputs together by a softmax, but the network 'sequential' has a single output. Use BinaryCrossentropy, BinaryFocalCrossentropy or Loss.Automatic, or end the network in a Dense layer with one output a class and without sigmoid.",
        () => SmallTraining.Fit(Options with { Loss = new CategoricalHinge() }, TwoClasses));

    private static (StepResult Result, float[] Kernel) Step(Network network, Loss loss, ImageBatch images, float[] targets, params (string, float[])[] weights) => EngineThread.Run(() =>
    {
        var settings = new EngineSettings(network, Engine.Weights(network, weights)) { Optimizer = new SGD(), Threads = 1 };
        using var session = TorchEngine.Default.OpenSession(settings);
        var result = session.Step(new TrainingBatch(images, targets), new StepSettings(0.1), loss);
        return (result, session.ReadState().Weights["out/kernel"].Values.ToArray());
    });
}

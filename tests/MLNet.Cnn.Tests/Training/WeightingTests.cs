using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

public class WeightingTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    // Without BatchNormalization and with plain SGD a weight of 2 is a rate of twice the size, bit for bit.
    private static readonly CnnOptions Options = SmallTraining.Options with
    {
        Network = new("plain", (shape, classes) => Network.Sequential(shape, new Conv2D(4, 3), new ReLU(), new Flatten(), new Dense(classes))),
        Optimizer = new SGD(0.01),
        Schedule = new ConstantRate(),
    };

    [Fact]
    public void A_weight_of_two_doubles_the_step()
    {
        using var weighted = SmallTraining.Fit(Options with { ExampleWeightColumnName = "Weight" }, Weighted(_ => 2));
        using var doubled = SmallTraining.Fit(Options with { Optimizer = new SGD(0.02) }, Images);

        Assert.Equal(doubled.Hash(), weighted.Hash());
        Assert.Equal(2 * doubled.Model.History.Epochs[0].Loss, weighted.Model.History.Epochs[0].Loss, 1e-9);
        Assert.Equal(doubled.Model.History.Epochs[0].Accuracy, weighted.Model.History.Epochs[0].Accuracy);
    }

    [Fact]
    public void The_weight_of_a_class_is_that_of_its_images_and_is_multiplied_by_theirs()
    {
        var classes = ClassWeights.Of(new Dictionary<string, double> { ["row"] = 4 });

        using var byClass = SmallTraining.Fit(Options with { ClassWeights = classes }, Images);
        using var byImage = SmallTraining.Fit(Options with { ExampleWeightColumnName = "Weight" }, Weighted(row => row.Label == "row" ? 4 : 1));
        using var both = SmallTraining.Fit(Options with { ClassWeights = classes, ExampleWeightColumnName = "Weight" }, Weighted(row => row.Label == "row" ? 0.25f : 1));
        using var neither = SmallTraining.Fit(Options, Images);

        Assert.Equal(byImage.Hash(), byClass.Hash());
        Assert.Equal(neither.Hash(), both.Hash());
        Assert.NotEqual(neither.Hash(), byClass.Hash());
    }

    [Fact]
    public void Validation_is_not_weighted_and_needs_no_weights()
    {
        var context = new MLContext(seed: 1);
        var options = Options with { ExampleWeightColumnName = "Weight", Optimizer = new SGD(1e-9) };

        using var weighted = context.Transforms.TrainCnn(options).Fit(Weighted(_ => 5), Images);
        using var plain = context.Transforms.TrainCnn(options with { ExampleWeightColumnName = null }).Fit(Images, Images);

        Assert.Equal(plain.Model.History.Epochs[0].ValidationLoss!.Value, weighted.Model.History.Epochs[0].ValidationLoss!.Value, 1e-5);
    }

    [Fact]
    public void Balanced_weights_are_those_of_scikit_learn()
    {
        // compute_class_weight("balanced", classes=[0, 1, 2], y=[0]*6 + [1]*3 + [2]) is [10/18, 10/9, 10/3].
        AssertWeights([10 / 18.0, 10 / 9.0, 10 / 3.0], [6, 3, 1]);
        // A class without training images is none of the classes that share them.
        AssertWeights([4 / 6.0, 1, 4 / 2.0], [3, 0, 1]);

        static void AssertWeights(double[] expected, int[] counts) =>
            Assert.All(expected.Zip(ClassWeights.Balanced.For(["a", "b", "c"], counts)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void A_class_that_is_not_named_has_the_weight_one() =>
        Assert.Equal([1, 2.5, 1], ClassWeights.Of(new Dictionary<string, double> { ["b"] = 2.5 }).For(["a", "b", "c"], [1, 1, 1]));

    [Fact]
    public void Class_weights_are_compared_by_value()
    {
        Assert.Equal(ClassWeights.Of(new Dictionary<string, double> { ["a"] = 1, ["b"] = 2 }), ClassWeights.Of(new Dictionary<string, double> { ["b"] = 2, ["a"] = 1 }));
        Assert.NotEqual(ClassWeights.Of(new Dictionary<string, double> { ["a"] = 1 }), ClassWeights.Of(new Dictionary<string, double> { ["a"] = 2 }));
    }

    [Fact]
    public void Weights_that_mean_nothing_are_refused()
    {
        Refusal.Says(
            "ClassWeights: the weight of the class 'row' is -1.5, but it must be a finite number of at least 0. (Parameter 'weights')",
            () => ClassWeights.Of(new Dictionary<string, double> { ["row"] = -1.5 }));
        Refusal.Says<InvalidOperationException>(
            "CnnOptions.ClassWeights names the class 'cat', but the classes are row, column, diagonal.",
            () => SmallTraining.Fit(Options with { ClassWeights = ClassWeights.Of(new Dictionary<string, double> { ["cat"] = 2 }) }, Images));
        Refusal.Says<InvalidOperationException>(
            "CnnOptions.ClassWeights gives every class of the training images the weight 0: nothing would be learned.",
            () => SmallTraining.Fit(Options with { ClassWeights = ClassWeights.Of(new Dictionary<string, double> { ["row"] = 0, ["column"] = 0, ["diagonal"] = 0 }) }, Images));
        Refusal.Says<InvalidOperationException>(
            "Weight column 'Weight', row 7: the weight is -0.5, but it must be a finite number of at least 0.",
            () => SmallTraining.Fit(Options with { ExampleWeightColumnName = "Weight" }, Weighted(row => row.Id == 7 ? -0.5f : 1)));
        Refusal.Says<InvalidOperationException>(
            "All 60 training images have the weight 0: nothing would be learned. See column 'Weight'.",
            () => SmallTraining.Fit(Options with { ExampleWeightColumnName = "Weight" }, Weighted(_ => 0)));
    }

    [Fact]
    public void A_weight_column_that_is_missing_or_of_another_type_is_refused_before_and_with_the_data()
    {
        var context = new MLContext(seed: 1);
        var missing = context.Transforms.TrainCnn(Options with { ExampleWeightColumnName = "Importance" });
        var other = context.Transforms.TrainCnn(Options with { ExampleWeightColumnName = "Id" });

        Refusal.Says("Weight column 'Importance': there is no column of this name. The data has: Image, Label, Id. (Parameter 'inputSchema')", () => missing.Fit(Images));
        Refusal.Says("Weight column 'Id': expected Single, got Int32. Put Conversion.ConvertType(\"Id\", outputKind: DataKind.Single) in front. (Parameter 'inputSchema')", () => other.Fit(Images));
        Refusal.Says("Weight column 'Importance': there is no column of this name. The data has: Image, Label, Id. (Parameter 'inputSchema')", () => missing.GetOutputSchema(SchemaShapes.Of(Images.Schema)));
        Refusal.Says("Weight column 'Id': expected Single, got Int32. Put Conversion.ConvertType(\"Id\", outputKind: DataKind.Single) in front. (Parameter 'inputSchema')", () => other.GetOutputSchema(SchemaShapes.Of(Images.Schema)));
    }

    [Fact]
    public void Balanced_sampling_shows_each_class_equally_often()
    {
        var context = new MLContext(seed: 1);
        var rows = TestImages.Rows(60).Where(row => row.Label == "row" || row.Id < 12).ToList();
        var engine = new ObservedEngine();
        var data = SmallTraining.Keyed(context.Data.LoadFromEnumerable(rows));

        using var balanced = SmallTraining.Fit(SmallTraining.Options with { Sampling = Sampling.Balanced, Engine = engine, BatchSize = 9 }, data);
        using var again = SmallTraining.Fit(SmallTraining.Options with { Sampling = Sampling.Balanced, Engine = engine, BatchSize = 9 }, data);

        // An epoch has as many images as there are: 20 rows, 4 columns and 4 diagonals.
        Assert.Equal(28, engine.BatchSizes.Take(4).Sum());
        Assert.Equal(balanced.Hash(), again.Hash());
        Refusal.Says(
            "CnnOptions.Sampling is 5, but it must be Shuffled or Balanced. (Parameter 'Sampling')",
            () => context.Transforms.TrainCnn(Options with { Sampling = (Sampling)5 }));
    }

    private static IDataView Weighted(Func<ImageRow, float> weight)
    {
        var context = new MLContext(seed: 1);
        return SmallTraining.Keyed(context.Data.LoadFromEnumerable(TestImages.Rows(60).Select(row => new WeightedRow
        {
            Image = row.Image,
            Label = row.Label,
            Weight = weight(row),
        })));
    }

    private sealed class WeightedRow
    {
        [VectorType(TestImages.Size, TestImages.Size)]
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";

        public float Weight { get; set; }
    }
}

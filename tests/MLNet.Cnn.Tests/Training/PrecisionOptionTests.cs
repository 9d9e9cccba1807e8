using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>Precision as an option of a fit.</summary>
public class PrecisionOptionTests
{
    private static readonly IDataView Images = SmallTraining.Images();
    private static readonly CnnOptions Mixed = SmallTraining.Options with { Precision = Precision.BFloat16 };

    [Fact]
    public void The_default_is_float32()
    {
        using var fitted = SmallTraining.Fit(SmallTraining.Options, Images);

        Assert.Equal(Precision.Float32, SmallTraining.Options.Precision);
        Assert.Equal(Precision.Float32, fitted.Model.History.Execution!.Precision);
    }

    [Fact]
    public void A_fit_in_bfloat16_learns_is_reproducible_and_differs_from_float32()
    {
        using var first = SmallTraining.Fit(Mixed, Images);
        using var second = SmallTraining.Fit(Mixed, Images);
        using var full = SmallTraining.Fit(SmallTraining.Options, Images);

        Assert.Equal(first.Hash(), second.Hash());
        Assert.NotEqual(first.Hash(), full.Hash());
        Assert.True(first.Model.History.Epochs[^1].Loss < 0.9 * first.Model.History.Epochs[0].Loss);
    }

    [Fact]
    public void What_was_chosen_stands_in_the_log_and_in_the_saved_history()
    {
        var context = new MLContext(seed: 1);
        var lines = new List<string>();
        context.Log += (_, entry) => lines.Add(entry.Message);

        using var fitted = context.Transforms.TrainCnn(SmallTraining.Options with { Precision = Precision.Auto }).Fit(Images);

        var execution = fitted.Model.History.Execution!;
        Assert.Single(lines, line => line.EndsWith($"Computing on {execution}", StringComparison.Ordinal));
        Assert.NotEmpty(execution.Choices);
        Assert.Equal(execution, ModelFile.Read(fitted.Model.ToOnnx(), TorchEngine.Default).History.Execution);
    }

    [Fact]
    public void Validation_is_measured_in_float32_as_the_saved_model_scores()
    {
        var options = Mixed with { ValidationFraction = 0.5, Epochs = 1 };

        using var fitted = SmallTraining.Fit(options, Images);

        // The held-out half, found again by the same seed, scored by the model.
        var labels = Images.Column<uint>("Label").Select(label => (int)label - 1).ToArray();
        var (_, rows) = StratifiedSplit.Of(labels, 0.5, fitted.Model.History.Seed);
        float[][] scores = fitted.Scores(Images);
        Assert.Equal(rows.Average(row => -Math.Log(scores[row][labels[row]])), fitted.Model.History.Epochs[0].ValidationLoss!.Value, 5);
    }

    [Fact]
    public void An_unknown_precision_is_refused() => Assert.Equal(
        "CnnOptions.Precision is 7, but it must be Float32, BFloat16 or Auto. (Parameter 'Precision')",
        Assert.Throws<ArgumentOutOfRangeException>(() => new MLContext().Transforms.TrainCnn(SmallTraining.Options with { Precision = (Precision)7 })).Message);
}

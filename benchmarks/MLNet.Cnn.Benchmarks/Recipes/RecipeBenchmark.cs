using System.Globalization;
using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>What a preset reaches by its recipe. The result is written after each epoch, and a run that was ended goes on from its checkpoint another day.</summary>
internal sealed class RecipeBenchmark(RecipeCase recipeCase, BenchmarkOptions options, ReportWriter writer)
{
    // The curve is there to be looked at: nothing is chosen by it, and measuring all images would take a fifth of the time.
    private const int CurveImages = 2_000;

    private readonly TrainingRecipe _recipe = Recipe(recipeCase, options);
    private readonly RunCurve _curve = new(options.Folder ?? throw new ArgumentException("recipe: --folder names the folder of the run's checkpoints."));

    public void Run()
    {
        string folder = options.DataFolder ?? throw new ArgumentException($"recipe: --data names the folder with the files of {recipeCase.Data.Name}.");
        Console.WriteLine(_recipe);
        var context = new MLContext(options.Seed);
        var (train, test) = (recipeCase.Data.Train(context, folder), recipeCase.Data.Test(context, folder));
        var labels = context.Transforms.Conversion.MapValueToKey("Label").Fit(train);
        using var model = context.Transforms.TrainCnn(Options()).Fit(labels.Transform(train), labels.Transform(context.Data.TakeRows(test, CurveImages)));
        var metrics = context.MulticlassClassification.Evaluate(model.Transform(labels.Transform(test)));
        Write(model.Model.Network.ParameterCount, metrics.MicroAccuracy);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Accuracy on all test images: {metrics.MicroAccuracy:F4}"));
    }

    private static TrainingRecipe Recipe(RecipeCase recipeCase, BenchmarkOptions options)
    {
        var recipe = TrainingRecipe.For(recipeCase.Network);
        return options.Epochs is { } epochs ? recipe with { Epochs = epochs } : recipe;
    }

    private CnnOptions Options() => new CnnOptions
    {
        Network = recipeCase.Network,
        Seed = options.Seed,
        Threads = options.Threads,
        Checkpoints = new Checkpointing(options.Folder!),
        Progress = report =>
        {
            Console.WriteLine(report);
            _curve.Add(report);
            Write(parameters: null, accuracy: null);
        },
    }.With(_recipe);

    private void Write(long? parameters, double? accuracy)
    {
        var last = _curve.Points[^1];
        var result = new ResultTable(
            "recipe",
            $"{recipeCase.Data.Name}, its training images and its test images; the accuracy is that of the saved model on all test images, measured once, at the end.\n\n```text\n{_recipe}\n```",
            [new("network"), new("parameters", "N0"), new("seed", "N0"), new("epochs"), new("test accuracy", "F4"), new("minutes", "F1"), new("minutes of processor", "F1")],
            [[recipeCase.Network.Name, parameters ?? (object)"", options.Seed, $"{last.Epoch} of {_recipe.Epochs}", accuracy ?? (object)"", last.WallSeconds / 60, last.ProcessorSeconds / 60]]);
        var curve = new ResultTable(
            "curve",
            FormattableString.Invariant($"After each epoch: loss and accuracy of training, accuracy on the first {CurveImages:N0} test images."),
            [new("epoch", "N0"), new("loss", "F4"), new("accuracy", "F4"), new("test accuracy so far", "F4"), new("minutes", "F1"), new("minutes of processor", "F1")],
            [.. _curve.Points.Select(IReadOnlyList<object> (point) =>
                [point.Epoch, point.Loss, point.Accuracy, point.TestAccuracy ?? (object)"", point.WallSeconds / 60, point.ProcessorSeconds / 60])]);
        writer.Replace(result, curve);
    }
}

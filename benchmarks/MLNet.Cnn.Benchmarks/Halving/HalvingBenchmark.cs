using System.Globalization;
using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>What successive halving finds in a grid, and in which part of the grid's time.</summary>
internal static class HalvingBenchmark
{
    /// <summary>The benchmark's name.</summary>
    public const string Name = "halving";

    private const int Epochs = 12;

    /// <summary>Trains 12 settings to their end, and halves the same 12; both on one thread and without measuring speeds.</summary>
    public static ResultTable Run(BenchmarkOptions options)
    {
        var grid = Search(options, null);
        var halved = Search(options, new SuccessiveHalving { ReductionFactor = 4 });
        double[] accuracies = [.. grid.RunDetails.Select(run => run.ValidationMetrics!.Accuracy)];
        var chosen = grid.RunDetails[halved.BestRun.Trial - 1];
        return new ResultTable(
            Name,
            string.Create(CultureInfo.InvariantCulture, $"Fashion-MNIST, 12 settings, {options.Epochs ?? Epochs} epochs at the most. Their accuracies lie between {accuracies.Min():F4} and {accuracies.Max():F4}; that which halving found has {chosen.ValidationMetrics!.Accuracy:F4} in the grid; halving took {Seconds(halved) / Seconds(grid):F3} of the grid's time."),
            [new("trial"), new("settings"), new("grid: accuracy", "F4"), new("grid: s", "F1"), new("halving: accuracy", "F4"), new("halving: epochs"), new("halving: s", "F1")],
            [.. grid.RunDetails.Zip(halved.RunDetails, (whole, part) => new object[]
            {
                $"{whole.Trial}", string.Join(", ", whole.Settings), whole.ValidationMetrics!.Accuracy, whole.RuntimeInSeconds,
                part.ValidationMetrics!.Accuracy, $"{part.Epochs}", part.RuntimeInSeconds,
            })]);
    }

    private static double Seconds(ExperimentResult result) => result.RunDetails.Sum(run => run.RuntimeInSeconds);

    private static ExperimentResult Search(BenchmarkOptions options, SuccessiveHalving? halving)
    {
        var context = new MLContext(seed: 1);
        var rate = new Choice<double>("learning rate", 0.0001, 0.001, 0.01);
        var optimizer = Choice<Func<double, Optimizer>>.Named("optimizer", ("SGD", given => new SGD(given, momentum: 0.9)), ("AdamW", given => new AdamW(given)));
        var filters = new Choice<int>("filters", 4, 8);
        var space = new SearchSpace([rate, optimizer, filters], (given, values) => given with
        {
            Network = Networks.CompactConvNet(values.Of(filters)),
            Optimizer = values.Of(optimizer)(values.Of(rate)),
        });
        var start = new CnnOptions { Network = Networks.CompactConvNet(), Epochs = options.Epochs ?? Epochs, Threads = options.Threads, Schedule = new ConstantRate() };
        return context.MulticlassClassification.CreateCnnExperiment(new ExperimentSettings
        {
            Candidates = [Candidate.Network("CompactConvNet", start, space)],
            Sampler = Sampler.Grid,
            Halving = halving,
            MeasureSpeed = false,
            Folder = options.Folder is null ? null : Path.Combine(options.Folder, halving is null ? "grid" : "halving"),
        }).Execute(DataSet.FashionMnist.Train(context, options.DataFolder ?? throw new ArgumentException("halving: --data names the folder of Fashion-MNIST.")), new Told());
    }

    private sealed class Told : IProgress<RunDetail>
    {
        public void Report(RunDetail value) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{value.Trial}: {string.Join(", ", value.Settings)}: {value.ValidationMetrics?.Accuracy:F4} after {value.Epochs} epochs, {value.RuntimeInSeconds:F1} s {value.Exception?.Message}"));
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>An experiment with everything in it that a journal must hold: a search, halving, an estimator, a best model.</summary>
internal static class ExperimentKillRun
{
    private const int Images = 2_000;
    private const int Trials = 8;

    /// <summary>The hidden benchmark; the folder of the experiment comes with <c>--folder</c>, that of Fashion-MNIST with <c>--data</c>.</summary>
    public const string Name = "kill-experiment-run";

    /// <summary>Prints a hash of configurations, scores and weights, the number of trials, and how many were written down twice.</summary>
    public static void Run(string? folder, string? dataFolder)
    {
        var context = new MLContext(seed: 1);
        var data = dataFolder is null
            ? ImageRow<byte>.View(context, SyntheticImages.Bytes(TrainedModel.ImageShape, Images), TrainedModel.ImageShape)
            : context.Data.TakeRows(DataSet.FashionMnist.Train(context, dataFolder), Images);
        var rate = NumberRange.Logarithmic("learning rate", 1e-4, 3e-2);
        var filters = new Choice<int>("filters", 4, 8);
        var options = new CnnOptions { Network = Networks.CompactConvNet(4), Epochs = 4, BatchSize = 64, Threads = 1 };
        var space = new SearchSpace([rate, filters], (given, values) => given with { Network = Networks.CompactConvNet(values.Of(filters)), Optimizer = new AdamW(values.Of(rate)) });
        var result = context.MulticlassClassification.CreateCnnExperiment(new ExperimentSettings
        {
            Candidates = [Candidate.Network("CompactConvNet", options, space), ClassicCandidates.LbfgsMaximumEntropy(context)],
            MaxTrials = Trials,
            Halving = new() { ReductionFactor = 2 },
            MeasureSpeed = false,
            Folder = folder,
        }).Execute(data);
        string found = string.Join('\n', result.RunDetails.Select(run => string.Create(
            CultureInfo.InvariantCulture, $"{run.Trial} {run.TrainerName} {string.Join(", ", run.Settings)} {run.End} {run.ValidationMetrics!.Accuracy:R} {run.ValidationMetrics.LogLoss:R} {run.WeightHash}")));
        int twice = folder is null ? 0 : CountTwice(Path.Combine(folder, "journal.jsonl"));
        Console.WriteLine(FormattableString.Invariant($"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(found)))} {result.RunDetails.Count} trials, {twice} counted twice"));
    }

    private static int CountTwice(string journal)
    {
        var finished = File.ReadLines(journal).Skip(1).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(entry => entry.GetProperty("kind").GetString() == "finished")
            .Select(entry => (entry.GetProperty("Trial").GetInt32(), entry.GetProperty("Rung").GetInt32())).ToList();
        return finished.Count - finished.Distinct().Count();
    }
}

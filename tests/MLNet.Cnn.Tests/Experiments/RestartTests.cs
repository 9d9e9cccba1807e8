using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class RestartTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly IDataView Images = TestImages.View(Context, 60);
    private static readonly NumberRange Rate = NumberRange.Logarithmic("learning rate", 1e-3, 1e-1);

    private static readonly ExperimentSettings Settings = new()
    {
        Candidates =
        [
            Candidate.Network("small", SmallTraining.Options with { Epochs = 2 }, new SearchSpace([Rate], (options, values) => options with { Optimizer = new Adam(values.Of(Rate)) })),
            ClassicCandidates.LbfgsMaximumEntropy(Context),
        ],
        MaxTrials = 3,
        Halving = new() { ReductionFactor = 2 },
        Seed = 1,
        MeasureSpeed = false,
    };

    [Fact]
    public void Cut_off_after_any_line_the_experiment_ends_with_the_same_trials()
    {
        using var whole = new TestFolder();
        string expected = Trials(Run(Settings with { Folder = whole.Path }));
        string[] lines = File.ReadAllLines(whole.File("journal.jsonl"));

        for (int count = 0; count < lines.Length; count++)
        {
            using var folder = new TestFolder();
            // The half of the next line, too: what a killed process leaves.
            File.WriteAllText(folder.File("journal.jsonl"), string.Concat(lines.Take(count).Select(line => line + "\n")) + lines[count][..(lines[count].Length / 2)]);
            Directory.CreateDirectory(folder.File("models"));
            foreach (string model in Directory.GetFiles(whole.File("models")))
                File.Copy(model, Path.Combine(folder.File("models"), Path.GetFileName(model)));

            Assert.Equal(expected, Trials(Run(Settings with { Folder = folder.Path })));
            Assert.Equal(lines.Length, File.ReadAllLines(folder.File("journal.jsonl")).Length);
        }
    }

    [Fact]
    public void An_experiment_that_dies_in_a_training_goes_on_with_it()
    {
        using var whole = new TestFolder();
        string expected = Trials(Run(Settings with { Folder = whole.Path }));
        using var folder = new TestFolder();
        int deaths = 0;
        string? actual = null;
        while (actual is null)
        {
            // Each process comes one trial's end further and dies in what follows.
            using var source = new CancellationTokenSource();
            try
            {
                actual = Trials(Run(Settings with { Folder = folder.Path, CancellationToken = source.Token }, new Callback(_ => source.Cancel())));
            }
            catch (OperationCanceledException)
            {
                deaths++;
            }
        }

        Assert.Equal(expected, actual);
        Assert.True(deaths >= 3, $"{deaths} deaths");
    }

    [Fact]
    public void A_finished_experiment_gives_its_result_again_with_the_best_model()
    {
        using var folder = new TestFolder();
        var first = Run(Settings with { Folder = folder.Path });
        byte[] journal = File.ReadAllBytes(folder.File("journal.jsonl"));

        var second = Run(Settings with { Folder = folder.Path });

        Assert.Equal(Trials(first), Trials(second));
        Assert.Equal(journal, File.ReadAllBytes(folder.File("journal.jsonl")));
        Assert.Equal(first.BestRun.Model!.Transform(Images).Column<string>("PredictedLabel"), second.BestRun.Model!.Transform(Images).Column<string>("PredictedLabel"));
        Assert.Equal(first.RunDetails.Select(run => run.Epochs), second.RunDetails.Select(run => run.Epochs));
    }

    [Fact]
    public void More_trials_may_be_asked_for_later()
    {
        using var folder = new TestFolder();
        Run(Settings with { Folder = folder.Path, Halving = null, MaxTrials = 1 });

        var result = Run(Settings with { Folder = folder.Path, Halving = null, MaxTrials = 2 });

        Assert.Equal(Trials(Run(Settings with { Halving = null, MaxTrials = 2 })), Trials(result));
    }

    [Fact]
    public void Other_settings_and_other_images_are_refused()
    {
        using var folder = new TestFolder();
        string journal = folder.File("journal.jsonl");
        Run(Settings with { Folder = folder.Path, Halving = null, MaxTrials = 1 });

        Says("Seed 1 instead of 2", Settings with { Seed = 2, Halving = null }, Images);
        Says("Sampler Sobol instead of Random", Settings with { Sampler = Sampler.Random, Halving = null }, Images);
        Says("other candidate 'small'", Settings with { Halving = null, Candidates = [Candidate.Network("small", SmallTraining.Options with { Epochs = 5 }), Settings.Candidates[1]] }, Images);
        Says("other training images", Settings with { Halving = null }, TestImages.View(Context, 60, seed: 2));

        void Says(string difference, ExperimentSettings settings, IDataView images) => Refusal.Says<InvalidOperationException>(
            $"The journal '{journal}' is that of another experiment, with {difference}. Use the same data and settings to go on with it, or choose another folder; it is left as it is.",
            () => Context.MulticlassClassification.CreateCnnExperiment(settings with { Folder = folder.Path }).Execute(images));
    }

    [Fact]
    public void A_full_disk_ends_the_experiment_and_leaves_what_there_is()
    {
        using var folder = new TestFolder();
        int lines = 0;
        var error = Assert.Throws<IOException>(() => Run(Settings with
        {
            Folder = folder.Path,
            Halving = null,
            WriteJournal = (stream, line) =>
            {
                if (++lines > 4)
                    throw new IOException("No space left on device.");
                stream.Write(line);
            },
        }));

        Assert.Contains("make room and start the experiment again", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, File.ReadAllLines(folder.File("journal.jsonl")).Length);
        Assert.Equal(Trials(Run(Settings with { Halving = null })), Trials(Run(Settings with { Folder = folder.Path, Halving = null })));
    }

    private static ExperimentResult Run(ExperimentSettings settings, IProgress<RunDetail>? progress = null) =>
        Context.MulticlassClassification.CreateCnnExperiment(settings).Execute(Images, progress);

    private static string Trials(ExperimentResult result) => string.Join('\n', result.RunDetails.Select(run =>
        FormattableString.Invariant($"{run.Trial} {run.TrainerName} {string.Join(", ", run.Settings)} {run.End} {run.ValidationMetrics!.Accuracy:R} {run.ValidationMetrics.LogLoss:R} {run.WeightHash}")));

    private sealed class Callback(Action<RunDetail> action) : IProgress<RunDetail>
    {
        public void Report(RunDetail value) => action(value);
    }
}

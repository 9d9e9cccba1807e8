using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>An experiment goes on from its journal only with the estimators that it began with.</summary>
public class EstimatorIdentityTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly IDataView Images = TestImages.View(Context, 30);
    private static readonly IEstimator<ITransformer> Lbfgs = Context.MulticlassClassification.Trainers.LbfgsMaximumEntropy();

    [Fact]
    public void Another_trainer_of_the_same_name_is_another_experiment() => Differ(
        ClassicCandidates.OnPixels(Context, "classic", Lbfgs),
        ClassicCandidates.OnPixels(Context, "classic", Context.MulticlassClassification.Trainers.NaiveBayes()));

    [Fact]
    public void So_are_other_features()
    {
        using var trained = SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, SmallTraining.Keyed(Images));

        Differ(
            ClassicCandidates.OnFeatures(Context, "classic", Lbfgs, trained.Model),
            ClassicCandidates.OnFeatures(Context, "classic", Lbfgs, trained.Model, trained.Model.Network.Layers[1].Name));
    }

    private static void Differ(EstimatorCandidate first, EstimatorCandidate second)
    {
        using var folder = new TestFolder();
        Run(first);
        Run(first);

        Refusal.Says<InvalidOperationException>(
            $"The journal '{folder.File("journal.jsonl")}' is that of another experiment, with other candidate 'classic'. Use the same data and settings to go on with it, or choose another folder; it is left as it is.",
            () => Run(second));

        void Run(EstimatorCandidate candidate) => Context.MulticlassClassification
            .CreateCnnExperiment(new ExperimentSettings { Candidates = [candidate], Folder = folder.Path, Seed = 1 }).Execute(Images);
    }
}

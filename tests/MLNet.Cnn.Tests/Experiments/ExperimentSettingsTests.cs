using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class ExperimentSettingsTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly SearchSpace Space = new([new NumberRange("a", 0, 1)], (options, _) => options);

    [Fact]
    public void Defaults_are_those_that_the_documentation_gives()
    {
        var settings = Settings;

        Assert.Null(settings.MaxExperimentTimeInSeconds);
        Assert.Null(settings.MaxTrials);
        Assert.Null(settings.Seed);
        Assert.Equal(("Label", "Image", 0.2), (settings.LabelColumnName, settings.ImageColumnName, settings.ValidationFraction));
        Assert.Null(settings.Folds);
        Assert.Equal(Sampler.Sobol, settings.Sampler);
        Assert.Null(settings.Halving);
        Assert.Null(settings.MedianStopping);
        Assert.Equal(1, settings.ParallelTrials);
        Assert.Null(settings.Folder);
        Assert.True(settings.MeasureSpeed);
        Assert.Equal((1, 4), (new SuccessiveHalving().MinEpochs, new SuccessiveHalving().ReductionFactor));
        Assert.Equal((3, 1), (new MedianStopping().MinTrials, new MedianStopping().MinEpochs));
    }

    [Fact]
    public void What_makes_no_experiment_is_refused()
    {
        Says("ExperimentSettings.Candidates is empty. Give at least one candidate: Candidate.Network(name, options) or Candidate.Estimator(name, estimator).", Settings with { Candidates = [] });
        Says("ExperimentSettings.Candidates has 2 candidates of the name 'small'. Give each a name of its own.", Settings with { Candidates = [.. Settings.Candidates, .. Settings.Candidates] });
        Says("ExperimentSettings.MaxExperimentTimeInSeconds is 0, but it must be above 0, or null. (Parameter 'MaxExperimentTimeInSeconds')", Settings with { MaxExperimentTimeInSeconds = 0 });
        Says("ExperimentSettings.MaxTrials is 0, but it must be at least 1, or null. (Parameter 'MaxTrials')", Settings with { MaxTrials = 0 });
        Says("ExperimentSettings.ValidationFraction is 0.95, but it must be above 0 and at most 0.9. (Parameter 'ValidationFraction')", Settings with { ValidationFraction = 0.95 });
        Says("ExperimentSettings.Folds is 1, but it must be between 2 and 100, or null. (Parameter 'Folds')", Settings with { Folds = 1 });
        Says("ExperimentSettings.ParallelTrials is 0, but it must be between 1 and 64. (Parameter 'ParallelTrials')", Settings with { ParallelTrials = 0 });
        Says("ExperimentSettings.Sampler is 9, but it must be one of Sobol, Random, Grid. (Parameter 'Sampler')", Settings with { Sampler = (Sampler)9 });
        Says("ExperimentSettings has both Halving and MedianStopping. Choose one: each of them decides which trainings end.", Settings with { Halving = new(), MedianStopping = new() });
        Says("ExperimentSettings has both Halving and Folds. Halving compares trainings that are under way, which folds do not have; leave one out.", Settings with { Halving = new(), Folds = 3 });
        Says("The search of candidate 'small' would never end. Set ExperimentSettings.MaxExperimentTimeInSeconds or MaxTrials.", Settings with { Candidates = [Candidate.Network("small", SmallTraining.Options, Space)] });
        Says("Candidate 'small': a grid needs dimensions with single values, but 'a' is a range of numbers. Make it a Choice, or let Sampler be Sobol or Random.", Settings with { Sampler = Sampler.Grid, Candidates = [Candidate.Network("small", SmallTraining.Options, Space)] });
        var wide = new SearchSpace([.. Enumerable.Range(0, 22).Select(i => new NumberRange($"{i}", 0, 1))], (options, _) => options);
        Says("Candidate 'small': the search space has 22 dimensions, but Sampler.Sobol has at most 21. Let Sampler be Random.", Settings with { MaxTrials = 1, Candidates = [Candidate.Network("small", SmallTraining.Options, wide)] });
        Says("Candidate 'small' has UnreadableImages.Skip, but all candidates are measured on the same images. Leave out those that cannot be read before the experiment: mlContext.Data.DescribeImages lists them.", Settings with { Candidates = [Candidate.Network("small", SmallTraining.Options with { UnreadableImages = UnreadableImages.Skip })] });
        Says("CnnOptions.Epochs is 0, but it must be between 1 and 100,000. (Parameter 'Epochs')", Settings with { Candidates = [Candidate.Network("small", SmallTraining.Options with { Epochs = 0 })] });
    }

    [Fact]
    public void Folds_and_validation_data_contradict_each_other() => Refusal.Says(
        "ExperimentSettings.Folds divides the training images, but Execute was given validation data too. Leave one out. (Parameter 'validation')",
        () => Context.MulticlassClassification.CreateCnnExperiment(Settings with { Folds = 3 }).Execute(TestImages.View(Context, 9), TestImages.View(Context, 9)));

    private static ExperimentSettings Settings => new() { Candidates = [Candidate.Network("small", SmallTraining.Options)] };

    private static void Says(string message, ExperimentSettings settings) => Refusal.Says(message, () => Context.MulticlassClassification.CreateCnnExperiment(settings));
}

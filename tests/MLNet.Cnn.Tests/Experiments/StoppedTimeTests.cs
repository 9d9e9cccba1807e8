using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class StoppedTimeTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly IDataView Images = TestImages.View(Context, 60);

    [Fact]
    public void The_time_of_a_trial_that_was_stopped_under_way_counts()
    {
        using var folder = new TestFolder();
        var control = new TrainingControl();

        Assert.Throws<InvalidOperationException>(() => Run(folder, new StepClock(), control.RequestStop, new() { Candidates = [], Control = control }));

        Assert.Equal(100, Run(folder, new StepClock()).RuntimeInSeconds);
    }

    [Fact]
    public void The_time_of_a_trial_that_was_cancelled_under_way_counts()
    {
        using var folder = new TestFolder();
        using var source = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => Run(folder, new StepClock(), source.Cancel, new() { Candidates = [], CancellationToken = source.Token }));

        Assert.Equal(100, Run(folder, new StepClock()).RuntimeInSeconds);
    }

    /// <summary>Runs an experiment whose clock stands still; where it is to end within its training, the first epoch takes a hundred seconds before that.</summary>
    private static ExperimentResult Run(TestFolder folder, StepClock clock, Action? end = null, ExperimentSettings? settings = null)
    {
        Action<EpochReport>? progress = end is null ? null : _ =>
        {
            clock.Seconds += 100;
            end();
        };
        return Context.MulticlassClassification.CreateCnnExperiment((settings ?? new() { Candidates = [] }) with
        {
            Candidates = [Candidate.Network("small", SmallTraining.Options with { Progress = progress })],
            Seed = 1,
            MeasureSpeed = false,
            Folder = folder.Path,
            Clock = clock,
        }).Execute(Images);
    }
}

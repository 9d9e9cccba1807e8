using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

public class TrainingTimeColumnTests
{
    private static readonly MLContext Context = new(seed: 1);

    [Fact]
    public void Training_is_that_of_all_folds_without_measuring_for_every_kind_of_model()
    {
        var clock = new StepClock();
        var engine = new ObservedEngine(_ => clock.Seconds++);
        var result = Context.MulticlassClassification.CreateCnnExperiment(new()
        {
            Candidates =
            [
                Candidate.Network("network", SmallTraining.Options with { Engine = engine }),
                Candidate.Estimator("estimator", new SlowEstimator(clock)),
            ],
            Folds = 3,
            Seed = 1,
            MeasureSpeed = false,
            Clock = clock,
        }).Execute(TestImages.View(Context, 60));

        // Three folds, each with 40 images in three batches, four epochs of a second a step; three folds of 100 seconds.
        Assert.Equal([36, 300], result.RunDetails.Select(run => run.Cost.TrainingSeconds));
        // Measuring takes a second an image at the least.
        Assert.True(result.RunDetails[1].RuntimeInSeconds >= 300 + 60, $"{result.RunDetails[1].RuntimeInSeconds} s");
    }

    [Fact]
    public void Training_is_that_of_all_rungs()
    {
        var clock = new StepClock();
        var engine = new ObservedEngine(_ => clock.Seconds++);

        var run = Context.MulticlassClassification.CreateCnnExperiment(new()
        {
            Candidates = [Candidate.Network("network", SmallTraining.Options with { Engine = engine })],
            Halving = new() { ReductionFactor = 2 },
            Seed = 1,
            MeasureSpeed = false,
            Clock = clock,
        }).Execute(TestImages.View(Context, 60)).BestRun;

        // 48 images in three batches, four epochs.
        Assert.Equal((RunEnd.Completed, 12), (run.End, run.Cost.TrainingSeconds));
    }

    /// <summary>Takes 100 seconds to be fitted; its model takes one for each image.</summary>
    private sealed class SlowEstimator(StepClock clock) : IEstimator<ITransformer>
    {
        private readonly IEstimator<ITransformer> _trainer = ClassicCandidates.LbfgsMaximumEntropy(Context, "Pixels").Value;

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _trainer.GetOutputSchema(PixelMapping.Of(Context).GetOutputSchema(inputSchema));

        public ITransformer Fit(IDataView input)
        {
            bool isFitted = false;
            var mapping = PixelMapping.Of(Context, () =>
            {
                lock (clock)
                    clock.Seconds += isFitted ? 1 : 0;
            }).Fit(input);
            var model = _trainer.Fit(mapping.Transform(input));
            clock.Seconds += 100;
            isFitted = true;
            return new TransformerChain<ITransformer>(mapping, model);
        }
    }
}

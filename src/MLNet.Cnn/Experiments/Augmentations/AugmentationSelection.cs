using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNet.Cnn;

/// <summary>Chooses an augmentation by an experiment: the same network, epochs, seed and folds for each.</summary>
/// <param name="catalog">The catalog.</param>
/// <param name="options">The training that the choice is for.</param>
/// <param name="choices">What is chosen among, the mildest first.</param>
internal sealed class AugmentationSelection(MulticlassClassificationCatalog catalog, CnnOptions options, IReadOnlyList<NamedAugmentation> choices)
{
    /// <summary>Up to so many images, each half of them is held out once; of more, one half says enough: its accuracy is known to about 2 points.</summary>
    public const int ImagesForTwoHalves = 4_000;

    /// <summary>Tries all choices.</summary>
    /// <param name="images">The training images.</param>
    /// <param name="progress">Is told of each trial.</param>
    /// <exception cref="OperationCanceledException">It was stopped before it came to its end.</exception>
    public AugmentationChoice Run(IDataView images, IProgress<RunDetail>? progress)
    {
        if (choices.Count == 1)
            return AugmentationChoice.Unmeasured(choices[0], "there is no other choice.");
        var keyed = images.Schema.GetColumnOrNull(options.LabelColumnName) is { Type: TextDataViewType }
            ? new MLContext().Transforms.Conversion.MapValueToKey(options.LabelColumnName, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(images).Transform(images)
            : images;
        var labels = ClassLabels.Resolve(keyed.Schema, options.LabelColumnName);
        var counts = keyed.GetColumn<uint>(labels.ColumnName).Where(key => key > 0).CountBy(key => (int)key - 1).ToDictionary();
        if (counts.Count < 2)
            return AugmentationChoice.Unmeasured(choices[0], "there is only one class.");
        if (counts.FirstOrDefault(count => count.Value < 2) is { Value: 1 } lone)
            return AugmentationChoice.Unmeasured(choices[0], $"class '{labels.Names[lone.Key]}' has only 1 image, so that none is left to hold out.");
        var runs = Try(catalog.CreateCnnExperiment(Settings(counts.Values.Sum())), keyed, progress);
        return AugmentationChoice.Of([.. choices.SelectMany(choice => runs
            .Where(run => run.TrainerName == choice.Name && run.ValidationMetrics is not null)
            .Select(run => new AugmentationTrial(choice, run.ValidationMetrics!)))]);
    }

    /// <summary>An experiment that was stopped has some of its runs or throws; here half of the choices are no choice.</summary>
    private IReadOnlyList<RunDetail> Try(CnnExperiment experiment, IDataView images, IProgress<RunDetail>? progress)
    {
        try
        {
            var runs = experiment.Execute(images, progress).RunDetails;
            return IsStopRequested ? throw Stopped() : runs;
        }
        catch (InvalidOperationException) when (IsStopRequested)
        {
            throw Stopped();
        }
    }

    private bool IsStopRequested => options.Control?.IsStopRequested ?? false;

    private static OperationCanceledException Stopped() => new("Stopped while augmentations were tried: none is chosen.");

    private ExperimentSettings Settings(int images) => new()
    {
        Candidates = [.. choices.Select(choice => Candidate.Network(choice.Name, options with
        {
            Augmentation = choice.Augmentation,
            ValidationFraction = 0,
            UnreadableImages = UnreadableImages.Throw,
            Checkpoints = null,
            TensorBoard = null,
        }))],
        Folds = images <= ImagesForTwoHalves ? 2 : null,
        ValidationFraction = 0.5,
        Seed = options.Seed,
        LabelColumnName = options.LabelColumnName,
        ImageColumnName = options.ImageColumnName,
        MeasureSpeed = false,
        Control = options.Control,
        CancellationToken = options.CancellationToken,
    };
}

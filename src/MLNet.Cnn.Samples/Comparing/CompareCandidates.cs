using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace MLNet.Cnn.Samples;

/// <summary>What is compared: networks first, the one that train would take before all others, because a classic trainer that takes too long cannot be stopped and would slow them down.</summary>
internal static class CompareCandidates
{
    private const int ClassicImageSize = 32; // pixels are features there: more of them only cost time

    /// <summary>For images of a few dozen pixels, such as MNIST's.</summary>
    public static IReadOnlyList<Candidate> ForSmallImages(MLContext mlContext, CompareTraining training) =>
    [
        training.Candidate("FullyConnected", new CnnOptions { Network = Networks.FullyConnected() }),
        training.Candidate("LeNet5", new CnnOptions { Network = Networks.LeNet5(batchNormalization: true) }),
        training.ByRecipe("CompactResNet(16)", Networks.CompactResNet(16), ImageKind.SmallPhotos),
        ClassicCandidates.SdcaMaximumEntropy(mlContext),
        ClassicCandidates.LbfgsMaximumEntropy(mlContext),
        LightGbm(mlContext, training, "Image", reading: null),
    ];

    /// <summary>For photos of any size.</summary>
    public static IReadOnlyList<Candidate> ForPhotos(MLContext mlContext, CompareTraining training, TrainPlan plan)
    {
        var small = new ImageReading(ClassicImageSize);
        var options = new CnnOptions
        {
            Network = plan.Suggestion.Network,
            ImageReading = new ImageReading(plan.ImageSize),
            Epochs = plan.Suggestion.Epochs,
            BatchSize = plan.Suggestion.BatchSize,
        };
        return
        [
            .. NamedAugmentation.ForPhotos.Select(choice => training.Candidate(
                choice.Augmentation.Count == 0 ? plan.Suggestion.Network.Name : $"{plan.Suggestion.Network.Name}, {choice.Name}", options with { Augmentation = choice.Augmentation })),
            training.Candidate("CompactResNet(8)", options with { Network = Networks.CompactResNet(8) }),
            training.Candidate("LeNet5", options with { Network = Networks.LeNet5(batchNormalization: true), ImageReading = small }),
            ClassicCandidates.SdcaMaximumEntropy(mlContext, "ImagePath", small),
            ClassicCandidates.LbfgsMaximumEntropy(mlContext, "ImagePath", small),
            LightGbm(mlContext, training, "ImagePath", small),
            FastTree(mlContext, "ImagePath", small),
        ];
    }

    private static EstimatorCandidate LightGbm(MLContext mlContext, CompareTraining training, string imageColumn, ImageReading? reading) =>
        ClassicCandidates.OnPixels(mlContext, "LightGbm", mlContext.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            NumberOfThreads = training.Threads,
            NumberOfIterations = 50,
            Seed = 1,
        }), imageColumn, reading);

    /// <summary>For photos: on the 60,000 images of MNIST's kind a forest for each class takes longer than its share of the time. It has the threads that ML.NET gives it; told to use one,
    /// it took more than twice as long.</summary>
    private static EstimatorCandidate FastTree(MLContext mlContext, string imageColumn, ImageReading? reading) =>
        ClassicCandidates.OnPixels(mlContext, "FastTree", mlContext.MulticlassClassification.Trainers.OneVersusAll(mlContext.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = 50,
            Seed = 1,
        })), imageColumn, reading);
}

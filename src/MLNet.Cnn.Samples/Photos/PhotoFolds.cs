using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNet.Cnn.Samples;

/// <summary>The images to learn from and to test with: once, or a fifth after the other held out.</summary>
internal static class PhotoFolds
{
    private const int Fifths = 5;

    /// <summary>The first fold is what training without folds would use.</summary>
    /// <exception cref="UserError">The folder brings its own test images, so that there is nothing to hold out.</exception>
    public static IReadOnlyList<ImageFolderSplit> Of(MLContext mlContext, TrainSettings settings)
    {
        var whole = mlContext.Data.LoadTrainTestFromImageFolder(settings.Folder, 1.0 / Fifths, settings.Seed);
        if (settings.Folds == 1)
            return [whole];
        if (whole.IsByFolder)
            throw new UserError($"--folds: '{settings.Folder}' has a folder of test images, so there is nothing to hold out in turn.");
        return [whole, .. Enumerable.Range(1, settings.Folds - 1).Select(fold =>
            mlContext.Data.LoadTrainTestFromImageFolder(settings.Folder, 1.0 / Fifths, settings.Seed, fold))];
    }

    /// <summary>The classes of a fold, those included of which the only image is held out: it counts as wrong. Without a key it would not count at all.</summary>
    public static ValueToKeyMappingTransformer Keys(MLContext mlContext, ImageFolderSplit fold) => mlContext.Transforms.Conversion
        .MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
        .Fit(mlContext.Data.LoadFromEnumerable(fold.Train.GetColumn<string>("Label").Concat(fold.Test.GetColumn<string>("Label")).Select(label => new PhotoClass { Label = label })));

    private sealed class PhotoClass
    {
        public string Label { get; set; } = "";
    }
}

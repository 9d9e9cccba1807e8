using Microsoft.ML;

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
}

using Microsoft.ML;

namespace MLNet.Cnn.Samples;

/// <summary>The images that models are compared on, and what is tried on images of their kind.</summary>
/// <param name="Training">The images to learn from.</param>
/// <param name="Validation">The images to choose by, or <see langword="null"/>: then a share of the others is held out.</param>
/// <param name="Test">The images for the last column.</param>
/// <param name="ImageColumn">The column with the images.</param>
/// <param name="Candidates">What is compared.</param>
internal sealed record CompareData(IDataView Training, IDataView? Validation, IDataView Test, string ImageColumn, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>How the folder was read and what was left out, each as a sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Images that cannot be read and are left out: all candidates are measured on the same ones.</summary>
    public IReadOnlyList<UnreadableImage> Unreadable { get; init; } = [];

    /// <summary>Looks what the folder holds.</summary>
    /// <exception cref="UserError">There is no such folder.</exception>
    public static CompareData Of(MLContext mlContext, CompareSettings settings, CompareTraining training)
    {
        if (!Directory.Exists(settings.Folder))
            throw new UserError($"There is no folder '{settings.Folder}'.");
        if (Directory.EnumerateFiles(settings.Folder, "*-idx3-ubyte*").Any())
        {
            var data = IdxFolder.Load(mlContext, settings.Folder);
            return new(
                settings.Images is { } count ? mlContext.Data.TakeRows(data.Training, count) : data.Training,
                null, data.Test, "Image", CompareCandidates.ForSmallImages(mlContext, training));
        }
        var split = mlContext.Data.LoadTrainTestFromImageFolder(settings.Folder, seed: settings.Seed);
        var (train, test) = (ReadableImages.Of(mlContext, split.Train), ReadableImages.Of(mlContext, split.Test));
        var validation = split.Validation is { } own ? ReadableImages.Of(mlContext, own) : null;
        var plan = TrainPlan.For(split with { Train = train.Rows }, imageSize: null, epochs: null);
        return new(train.Rows, validation?.Rows, test.Rows, "ImagePath", CompareCandidates.ForPhotos(mlContext, training, plan))
        {
            Notes = split.Division is { } division ? [division, .. split.LeftOut] : split.LeftOut,
            Unreadable = [.. train.Unreadable, .. validation?.Unreadable ?? [], .. test.Unreadable],
        };
    }
}

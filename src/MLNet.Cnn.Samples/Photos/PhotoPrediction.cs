using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Samples;

/// <summary>Asks a saved model about image files, one by one, so that one that cannot be read harms no other.</summary>
internal static class PhotoPrediction
{
    /// <param name="modelFile">The model.</param>
    /// <param name="paths">Image files, and folders whose images are meant.</param>
    /// <param name="answered">Is told of each answer as it comes.</param>
    /// <exception cref="UserError">The model is not for image files.</exception>
    public static PredictResult Run(string modelFile, IReadOnlyList<string> paths, Action<PhotoGuesses> answered)
    {
        var mlContext = new MLContext();
        using var cnn = mlContext.Model.LoadCnn(modelFile);
        var answers = new List<PhotoGuesses>();
        foreach (var asked in paths.SelectMany(path => Directory.Exists(path) ? ImagesIn(mlContext, path) : [new(path, [])]))
        {
            answers.Add(asked.Failure is null ? Ask(mlContext, cnn, asked.Path) : asked);
            answered(answers[^1]);
        }
        return new PredictResult(modelFile, answers);
    }

    /// <summary>The images of a folder and of those below, not asked about yet.</summary>
    private static IEnumerable<PhotoGuesses> ImagesIn(MLContext mlContext, string folder)
    {
        try
        {
            return mlContext.Data.LoadFromImageFolder(folder, labelPattern: "(?<label>.+)").GetColumn<string>("ImagePath")
                .Select(path => new PhotoGuesses(Path.Combine(folder, Path.GetRelativePath(folder, path)), []));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return [new PhotoGuesses(folder, []) { Failure = UserError.Sentence(exception) }];
        }
    }

    private static PhotoGuesses Ask(MLContext mlContext, CnnTransformer cnn, string image)
    {
        try
        {
            float[] scores = cnn.Transform(View(mlContext, cnn, image)).GetColumn<float[]>("Score").Single();
            return new PhotoGuesses(image, Guess.Best(scores, cnn.Model.ClassNames));
        }
        catch (Exception exception) when (exception is not (UserError or DllNotFoundException or OutOfMemoryException))
        {
            return new PhotoGuesses(image, []) { Failure = $"'{image}': {Reason(mlContext, image) ?? UserError.Sentence(exception).TrimEnd('.')}." };
        }
    }

    /// <summary>Why a file cannot be read, or <see langword="null"/> if it can.</summary>
    private static string? Reason(MLContext mlContext, string image)
    {
        var files = mlContext.Data.LoadFromEnumerable<PhotoFile>([new() { Path = image }]);
        return mlContext.Data.DescribeImages(files, nameof(PhotoFile.Path), labelColumnName: null).Unreadable.FirstOrDefault()?.Reason;
    }

    private static IDataView View(MLContext mlContext, CnnTransformer cnn, string image)
    {
        string column = cnn.Model.ImageColumn.Name;
        switch (cnn.Model.ImageColumn.Kind)
        {
            case ImageColumnKind.Path:
                return mlContext.Transforms.CopyColumns(column, nameof(PhotoFile.Path)).Fit(Rows()).Transform(Rows());
            case ImageColumnKind.Encoded:
                return mlContext.Transforms.CopyColumns(column, nameof(PhotoFile.Bytes)).Fit(Rows()).Transform(Rows());
            case ImageColumnKind.Image:
                return mlContext.Transforms.LoadImages(column, imageFolder: null, nameof(PhotoFile.Path)).Fit(Rows()).Transform(Rows());
            default:
                throw new UserError($"The model takes pixels of {cnn.Model.ImageColumn.Shape}, not image files. Ask one that train saved.");
        }

        IDataView Rows() => mlContext.Data.LoadFromEnumerable<PhotoFile>([new() { Path = image, Bytes = File.ReadAllBytes(image) }]);
    }

    private sealed class PhotoFile
    {
        public string Path { get; set; } = "";

        public byte[] Bytes { get; set; } = [];
    }
}

/// <summary>What <c>predict</c> shows.</summary>
/// <param name="ModelFile">The model.</param>
/// <param name="Images">Its answers.</param>
internal sealed record PredictResult(string ModelFile, IReadOnlyList<PhotoGuesses> Images);

/// <summary>A model's answer about one image.</summary>
/// <param name="Path">The image.</param>
/// <param name="Guesses">The most probable classes, the best first; none if the image cannot be read.</param>
internal sealed record PhotoGuesses(string Path, IReadOnlyList<Guess> Guesses)
{
    /// <summary>Why it cannot be read, or <see langword="null"/>.</summary>
    public string? Failure { get; init; }
}

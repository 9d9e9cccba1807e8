using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Samples;

/// <summary>Saves a pipeline, loads it back as any ML.NET program would, and predicts with what was loaded.</summary>
internal sealed class ModelFile(MLContext mlContext, SampleData data)
{
    private const int ImageCount = 5;

    /// <summary>Goes the whole way round.</summary>
    /// <param name="pipeline">What to save.</param>
    /// <param name="file">Where it stays, or <see langword="null"/> for a file that is deleted again.</param>
    public (SavedModel Saved, IReadOnlyList<PredictedImage> Predictions) SaveAndPredict(ITransformer pipeline, string? file)
    {
        // Written beside and renamed, so that an older model is lost only to a whole new one.
        var written = file is null ? Path.GetTempFileName() : OutputFile.Beside(file);
        try
        {
            mlContext.Model.Save(pipeline, data.Training.Schema, written);
            var bytes = new FileInfo(written).Length;
            var predictions = LoadAndPredict(written);
            if (file is not null)
                File.Move(written, file, overwrite: true);
            return (new(file, bytes), predictions);
        }
        finally
        {
            File.Delete(written);
        }
    }

    private List<PredictedImage> LoadAndPredict(string file)
    {
        var loaded = mlContext.Model.Load(file, out var inputSchema);
        using var engine = mlContext.Model.CreatePredictionEngine<ImageRow, ImagePrediction>(loaded, inputSchema);
        VBuffer<ReadOnlyMemory<char>> classNames = default;
        engine.OutputSchema[nameof(ImagePrediction.Score)].GetSlotNames(ref classNames);
        string[] names = [.. classNames.DenseValues().Select(name => name.ToString())];

        return [.. ImageRow.Read(mlContext, data.Test)
            .DistinctBy(row => row.Label) // different classes are more fun to look at
            .Take(ImageCount)
            .Select(row => new PredictedImage(row.Label, Guess.Best(engine.Predict(row).Score, names)) { Pixels = row.Image })];
    }
}

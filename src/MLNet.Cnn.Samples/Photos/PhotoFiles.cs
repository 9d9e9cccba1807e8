using Microsoft.ML;

namespace MLNet.Cnn.Samples;

/// <summary>What a training leaves behind: model, history and learning curve.</summary>
internal static class PhotoFiles
{
    /// <summary>Writes the files, each beside an older one and then renamed; gives their paths.</summary>
    public static IReadOnlyList<string> Save(string folder, MLContext mlContext, ITransformer pipeline, DataViewSchema inputSchema, TrainingHistory history)
    {
        Directory.CreateDirectory(folder);
        string model = Path.Combine(folder, "model.zip"), epochs = Path.Combine(folder, "history.json"), curve = Path.Combine(folder, "learning-curve.png");
        var written = OutputFile.Beside(model);
        try
        {
            mlContext.Model.Save(pipeline, inputSchema, written);
            File.Move(written, model, overwrite: true);
        }
        finally
        {
            File.Delete(written);
        }
        ReportJson.Write(epochs, history);
        new LearningCurve(history).Save(curve);
        return [model, epochs, curve];
    }
}

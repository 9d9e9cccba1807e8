namespace MLNet.Cnn;

/// <summary>Tries what a training needs at its end before its first step: nothing of hours of work may be lost because a package or a folder is missing.</summary>
internal static class Rehearsal
{
    /// <summary>What does not depend on the images, before they are read: native libraries and folders.</summary>
    /// <exception cref="DllNotFoundException">A native library is missing; the message names the package to add.</exception>
    /// <exception cref="IOException">A folder cannot be written.</exception>
    public static void OfMachine(CnnOptions options, string tempFolder)
    {
        options.Engine.EnsureLoaded();
        OnnxLibrary.EnsureLoaded();
        using (new TemporaryFile(tempFolder, [0], ".tmp"))
        {
        }
        if (options.TensorBoard is { } log)
            TensorBoardRun.CheckFolder(log);
        if (options.Checkpoints is not { Folder: var folder })
            return;
        RunningCheckpoints.CheckFolder(folder);
        for (int step = 1; step <= options.FineTuning?.Steps.Count; step++)
            RunningCheckpoints.CheckFolder(FineTuningRun.FolderOf(folder, step));
    }

    /// <summary>The model as it will be, with the weights that it begins with: it is written where saving writes it, and scores an image.</summary>
    /// <exception cref="IOException">The temporary folder has no room for it.</exception>
    /// <exception cref="InvalidOperationException">ONNX Runtime does not take it.</exception>
    public static void OfModel(TrainedNetwork model, string tempFolder)
    {
        byte[] onnx = model.ToOnnx();
        using (new TemporaryFile(tempFolder, onnx, ".onnx"))
        {
        }
        using var scorer = CnnTransformer.ScorerOf(model, onnx, threads: 1);
        int pixels = model.ImageColumn.Shape.Size;
        float[] scores = new float[model.ClassNames.Count];
        if (model.ImageColumn.IsByte)
            scorer.Score(new byte[pixels], 1, scores);
        else
            scorer.Score(new float[pixels], 1, scores);
    }
}

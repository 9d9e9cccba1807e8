using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>The files of an experiment beside its journal.</summary>
/// <param name="path">The folder.</param>
internal sealed class ExperimentFolder(string path)
{
    private const string Models = "models";
    private const string Trials = "trials";
    private const string Best = "best.zip";

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>Makes the folder and those in it, and sees that files can be written there.</summary>
    /// <exception cref="IOException">They cannot.</exception>
    public void Check()
    {
        try
        {
            foreach (string folder in new[] { path, System.IO.Path.Combine(path, Models), System.IO.Path.Combine(path, Trials) })
                SafeFile.CheckFolder(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The experiment's folder '{path}' cannot be used: {exception.Message} Check that it is a folder, is writable and has room.", exception);
        }
    }

    /// <summary>Removes what a killed process left half written, and the checkpoints of trials that are not gone on with.</summary>
    public void CleanUp(IEnumerable<Trial> final)
    {
        foreach (string folder in new[] { path, System.IO.Path.Combine(path, Models) }.Where(Directory.Exists))
        {
            foreach (string file in Directory.EnumerateFiles(folder, ".*.tmp"))
                File.Delete(file);
        }
        foreach (var trial in final)
            DeleteCheckpoints(trial);
    }

    /// <summary>Where the checkpoints of a trial are, for each fold in a folder of its own.</summary>
    public string Checkpoints(Trial trial, int fold) => System.IO.Path.Combine(CheckpointsOf(trial), FormattableString.Invariant($"{fold + 1}"));

    /// <summary>Removes the checkpoints of a trial.</summary>
    public void DeleteCheckpoints(Trial trial)
    {
        if (Directory.Exists(CheckpointsOf(trial)))
            Directory.Delete(CheckpointsOf(trial), recursive: true);
    }

    /// <summary>Saves the model of a trial.</summary>
    /// <returns>The file, relative to the folder, or <see langword="null"/> if ML.NET cannot save the model.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public string? Save(Trial trial, ITransformer model, DataViewSchema schema)
    {
        string relative = System.IO.Path.Combine(Models, FormattableString.Invariant($"{trial.Number:0000}.zip"));
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(path, Models));
            Write(Full(relative), stream => new MLContext().Model.Save(model, schema, stream));
            return relative;
        }
        catch (Exception exception) when (SavedSize.IsRefusal(exception))
        {
            return null;
        }
        catch (Exception exception)
        {
            exception.About(Full(relative));
            throw;
        }
    }

    /// <summary>Makes the model of a trial the best one.</summary>
    /// <param name="relative">Its file, or <see langword="null"/> if it cannot be saved: then there is none, rather than that of a worse one.</param>
    /// <exception cref="IOException">The file cannot be written; the one before is as it was.</exception>
    public void KeepAsBest(string? relative)
    {
        if (relative is null)
        {
            File.Delete(Full(Best));
            return;
        }
        Write(Full(Best), stream =>
        {
            using var source = File.OpenRead(Full(relative));
            source.CopyTo(stream);
        });
    }

    /// <summary>The path of a file of the folder.</summary>
    public string Full(string relative) => System.IO.Path.Combine(path, relative);

    private static void Write(string file, Action<Stream> write) => SafeFile.Write(file, $".{System.IO.Path.GetFileName(file)}.tmp", write, static (stream, action) => action(stream));

    private string CheckpointsOf(Trial trial) => System.IO.Path.Combine(path, Trials, FormattableString.Invariant($"{trial.Number:0000}"));
}

using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Cnn;

/// <summary>An experiment: compares candidates on the same images, searches their settings, keeps everything in a journal, and hands back the best model.
/// <c>mlContext.MulticlassClassification.CreateCnnExperiment</c> makes it.</summary>
/// <remarks>The words are those of Microsoft.ML.AutoML. It keeps no state: executions are independent of each other, but for the folder of the settings, from which they go on.</remarks>
public sealed class CnnExperiment
{
    private readonly IHostEnvironment _environment;
    private readonly ExperimentSettings _settings;

    internal CnnExperiment(IHostEnvironment environment, ExperimentSettings settings) => (_environment, _settings) = (environment, settings);

    /// <summary>Executes on one view, of which a share is held out to choose by, or each fold in turn.</summary>
    /// <param name="train">The images with their labels.</param>
    /// <param name="progress">Is told of each trial when it ends, and again when successive halving has taken it further. Default: <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or its keys stand for other classes than in the training images.</exception>
    /// <exception cref="InvalidOperationException">No candidate gave a model (the message says why each did not), a class has too few images, validation or test data none of a known class, or the journal is that of another experiment.</exception>
    /// <exception cref="InvalidDataException">The journal is damaged, or of a newer version.</exception>
    /// <exception cref="IOException">The folder cannot be written, as when the disk is full; what is in it is unharmed.</exception>
    /// <exception cref="DllNotFoundException">A native library that networks need is missing; the message names the package to add.</exception>
    /// <exception cref="OperationCanceledException">The settings' token was cancelled.</exception>
    public ExperimentResult Execute(IDataView train, IProgress<RunDetail>? progress = null) => Execute(train, null, null, progress);

    /// <summary>Executes on two views.</summary>
    /// <param name="train">The images to train on.</param>
    /// <param name="validation">The images to choose by, or <see langword="null"/>: a share of the others is held out.</param>
    /// <param name="progress">Is told of each trial when it ends, and again when successive halving has taken it further. Default: <see langword="null"/>.</param>
    /// <inheritdoc cref="Execute(IDataView, IProgress{RunDetail}?)" path="/exception"/>
    public ExperimentResult Execute(IDataView train, IDataView? validation, IProgress<RunDetail>? progress = null) => Execute(train, validation, null, progress);

    /// <summary>Executes, and measures all models on a third view once everything is chosen.</summary>
    /// <param name="train">The images to train on.</param>
    /// <param name="validation">The images to choose by, or <see langword="null"/>: a share of the others is held out.</param>
    /// <param name="test">Images that nothing is chosen by: the last column of the table. It is checked at once and scored once, at the end; where that fails,
    /// <see cref="LeaderboardRow.Test"/> stays empty and a note below the table says why.</param>
    /// <param name="progress">Is told of each trial when it ends, and again when successive halving has taken it further. Default: <see langword="null"/>.</param>
    /// <inheritdoc cref="Execute(IDataView, IProgress{RunDetail}?)" path="/exception"/>
    public ExperimentResult Execute(IDataView train, IDataView? validation, IDataView? test, IProgress<RunDetail>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (validation is not null && _settings.Folds is not null)
            throw new ArgumentException("ExperimentSettings.Folds divides the training images, but Execute was given validation data too. Leave one out.", nameof(validation));
        if (_settings.Folder is { } folder)
            return Execute(new ExperimentFolder(folder), train, validation, test, progress);
        string temporary = Directory.CreateDirectory(Path.Combine(HostAccess.TempFolderOf(_environment), $"mlnet-cnn-{Guid.NewGuid():N}")).FullName;
        try
        {
            return Execute(new ExperimentFolder(temporary), train, validation, test, progress);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>What trials need at their end, before images are read: a trial that fails for want of it would be written down as one that failed.</summary>
    private void Check(ExperimentFolder folder)
    {
        folder.Check();
        foreach (var candidate in _settings.Candidates.OfType<NetworkCandidate>())
            Rehearsal.OfMachine(candidate.Options with { Checkpoints = null }, HostAccess.TempFolderOf(_environment));
    }

    private ExperimentResult Execute(ExperimentFolder folder, IDataView train, IDataView? validation, IDataView? test, IProgress<RunDetail>? progress)
    {
        Check(folder);
        ulong seed = unchecked((ulong)(_settings.Seed ?? HostAccess.SeedOf(_environment) ?? 0));
        var start = new ExperimentClock(_settings, 0);
        var data = ExperimentData.Read(_settings, seed, train, validation, test, ExperimentJournal.SplitIn(folder.Path) ?? SplitRounding.AllClasses);
        using var journal = ExperimentJournal.Open(folder.Path, ExperimentIdentity.Of(_settings, data, seed), _settings.WriteJournal);
        double before = journal.Entries.Count == 0 ? 0 : journal.Entries.Max(entry => entry.ElapsedSeconds);
        return new RunningExperiment(
            new ExperimentContext
            {
                Environment = _environment,
                Settings = _settings,
                Data = data,
                Seed = seed,
                Folder = folder,
                Clock = new ExperimentClock(_settings, before + start.Elapsed),
            },
            journal, progress).Run();
    }
}

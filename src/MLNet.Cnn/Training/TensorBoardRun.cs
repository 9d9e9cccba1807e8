using System.Globalization;

namespace MLNet.Cnn;

/// <summary>The event files of one fit. It looks on: what it cannot write is a warning, once, and never the end of a training.</summary>
internal sealed class TensorBoardRun : IDisposable
{
    private readonly TensorBoardLog _log;
    private readonly TrainingSettings _settings;
    private string? _folder;
    private TensorBoardEventFile? _training;
    private TensorBoardEventFile? _validation;
    private bool _hasWarned;

    /// <summary>Begins a run.</summary>
    /// <param name="log">The folder of all runs.</param>
    /// <param name="settings">Clock, warnings, and what writes to a stream.</param>
    public TensorBoardRun(TensorBoardLog log, TrainingSettings settings)
    {
        (_log, _settings) = (log, settings);
        Try(Begin);
    }

    /// <summary>Makes the folder if it is not there, and sees that files can be written in it.</summary>
    /// <exception cref="IOException">They cannot.</exception>
    public static void CheckFolder(TensorBoardLog log)
    {
        try
        {
            SafeFile.CheckFolder(log.Folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"TensorBoard's files cannot be written in '{log.Folder}': {exception.Message} Check that it is a folder, is writable and has room.", exception);
        }
    }

    /// <summary>Writes what an epoch brought.</summary>
    public void Write(EpochReport report) => Try(() =>
    {
        Begin();
        _training!.Scalars(report.Epoch,
        [
            ("epoch_loss", report.Loss),
            ("epoch_accuracy", report.Accuracy),
            ("epoch_learning_rate", report.LearningRate),
            ("epoch_images_per_second", report.ImagesPerSecond),
        ]);
        if (report is not { ValidationLoss: { } loss, ValidationAccuracy: { } accuracy })
            return;
        _validation ??= Open("validation");
        _validation.Scalars(report.Epoch, [("epoch_loss", loss), ("epoch_accuracy", accuracy)]);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _training?.Dispose();
        _validation?.Dispose();
    }

    private void Begin()
    {
        _folder ??= NextRun(_log.Folder);
        _training ??= Open("train");
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_hasWarned)
                _settings.Warn($"TensorBoard's files cannot be written in '{_log.Folder}': {exception.Message} Training goes on; they are tried again after each epoch.");
            _hasWarned = true;
        }
    }

    /// <summary>Makes the first folder that is not there yet, of which no other fit and no other process then makes its own.</summary>
    private static string NextRun(string folder)
    {
        // A rename to the name of an existing folder that is not empty fails, so that two processes never claim the same number.
        string made = Path.Combine(folder, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(Path.Combine(made, "train"));
            for (int number = 1; ; number++)
            {
                string run = Path.Combine(folder, "run-" + number.ToString("000", CultureInfo.InvariantCulture));
                if (!Path.Exists(run) && TryMove(made, run))
                    return run;
            }
        }
        catch
        {
            if (Directory.Exists(made))
                Directory.Delete(made, recursive: true);
            throw;
        }
    }

    private static bool TryMove(string from, string to)
    {
        try
        {
            Directory.Move(from, to);
            return true;
        }
        catch (IOException) when (Path.Exists(to))
        {
            return false;
        }
    }

    private TensorBoardEventFile Open(string name) => new(Directory.CreateDirectory(Path.Combine(_folder!, name)).FullName, _settings.Clock, _settings.WriteTensorBoard);
}

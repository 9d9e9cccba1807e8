using System.Globalization;

namespace MLNet.Cnn;

/// <summary>The event files of one fit.</summary>
internal sealed class TensorBoardRun : IDisposable
{
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly TensorBoardEventFile _training;
    private TensorBoardEventFile? _validation;

    /// <summary>Begins a run.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public TensorBoardRun(TensorBoardLog log, TimeProvider time)
    {
        _time = time;
        try
        {
            _folder = NextRun(Directory.CreateDirectory(log.Folder).FullName);
            _training = Open("train");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(log, exception);
        }
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
            throw Unwritable(log, exception);
        }
    }

    /// <summary>Writes what an epoch brought.</summary>
    public void Write(EpochReport report)
    {
        _training.Scalars(report.Epoch,
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
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _training.Dispose();
        _validation?.Dispose();
    }

    private static IOException Unwritable(TensorBoardLog log, Exception why) =>
        new($"TensorBoard's files cannot be written in '{log.Folder}': {why.Message} Check that it is a folder, is writable and has room.", why);

    /// <summary>Makes the first folder that is not there yet.</summary>
    private static string NextRun(string folder)
    {
        for (int number = 1; ; number++)
        {
            string run = Path.Combine(folder, "run-" + number.ToString("000", CultureInfo.InvariantCulture));
            if (!Path.Exists(run))
                return Directory.CreateDirectory(run).FullName;
        }
    }

    private TensorBoardEventFile Open(string name) => new(Directory.CreateDirectory(Path.Combine(_folder, name)).FullName, _time);
}

using System.CommandLine;

namespace MLNet.Cnn.Samples;

/// <summary><c>train DIR</c>: from a folder of images to a saved model.</summary>
internal static class TrainCommand
{
    private const string DefaultFolder = "trained";

    private static readonly Argument<string> _folder = new("DIR") { Description = "Folder with a folder of images for each class, or with train, test and validation inside that have them" };

    private static readonly Option<string?> _output = new("--output")
    {
        Description = $"Folder for model.zip, history.json and learning-curve.png. Default: {DefaultFolder}",
        HelpName = "DIR",
    };

    private static readonly Option<int?> _epochs = NumberOption.Create("--epochs", "How often training goes through the images. Default: by their number", 1, 100_000);

    private static readonly Option<int?> _size = NumberOption.Create("--image-size", "Height and width that the network sees. Default: by the images' sizes", 8, 1_024);

    private static readonly Option<int?> _folds = NumberOption.Create("--folds", "How many fifths to hold out, one after the other. Default: 1", 1, 5);

    private static readonly Option<string?> _augmentation = new("--augmentation")
    {
        Description = $"How training images are changed at random: {PhotoAugmentation.Names}. Default: {PhotoAugmentation.Automatic}, which tries {PhotoAugmentation.AutomaticNames} on held-out images first and takes about five times as long",
        HelpName = "NAME",
    };

    private static readonly Option<bool> _portable = new("--portable") { Description = "Save a model that loads without this package; photos are then not turned upright by EXIF" };

    private static readonly Option<int?> _seed = CommonOptions.Seed("split, weights and order");

    private static readonly Option<int?> _threads = CommonOptions.Threads();

    private static readonly Option<string?> _json = CommonOptions.Json();

    /// <summary>Makes the command. It writes where the host says.</summary>
    public static Command Create(SampleHost host)
    {
        var command = new Command("train", "Trains a network that suits a folder of images, tests it, and saves model and history.") { _folder, _output, _epochs, _size, _folds, _augmentation, _portable, _seed, _threads, _json };
        command.SetAction(parsed => Run(Read(parsed), host));
        return command;
    }

    private static TrainSettings Read(ParseResult parsed) => new()
    {
        Folder = parsed.GetValue(_folder)!,
        OutputFolder = parsed.GetValue(_output) ?? DefaultFolder,
        Epochs = parsed.GetValue(_epochs),
        ImageSize = parsed.GetValue(_size),
        Folds = parsed.GetValue(_folds) ?? 1,
        Augmentation = PhotoAugmentation.Find(parsed.GetValue(_augmentation) ?? PhotoAugmentation.Automatic),
        Portable = parsed.GetValue(_portable),
        Seed = parsed.GetValue(_seed) ?? 1,
        Threads = parsed.GetValue(_threads) ?? Environment.ProcessorCount,
        JsonFile = parsed.GetValue(_json),
    };

    private static int Run(TrainSettings settings, SampleHost host)
    {
        OutputFile.Check("--json", settings.JsonFile);
        var reporter = new TrainReporter(host);
        try
        {
            var result = new PhotoTraining(settings, host, reporter).Run();
            reporter.End(result);
            ReportJson.Write(settings.JsonFile, result);
            return result.Stopped ? ExitCode.Interrupted : ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            host.Output.WriteLine("Stopped before the training itself began: nothing is saved.");
            return ExitCode.Interrupted;
        }
    }
}

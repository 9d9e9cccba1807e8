using System.CommandLine;

namespace MLNet.Cnn.Samples;

/// <summary><c>compare DIR</c>: which model should I use?</summary>
internal static class CompareCommand
{
    private const string DefaultFolder = "compared";

    private static readonly Argument<string> _folder = new("DIR") { Description = "Folder with the four files of MNIST, or with a folder of images for each class, or with train, test and validation inside that have them" };

    private static readonly Option<int?> _minutes = NumberOption.Create("--minutes", "How many minutes it may take. Default: 10", 1, 10_000);

    private static readonly Option<string?> _output = new("--output")
    {
        Description = $"Folder for the models, best.zip and the table; started again with the same folder, it goes on. Default: {DefaultFolder}",
        HelpName = "DIR",
    };

    private static readonly Option<int?> _images = NumberOption.Create("--images", "How many of the training images of MNIST's kind to take. Default: all", 100, 10_000_000);

    private static readonly Option<int?> _seed = CommonOptions.Seed("split, weights and order");

    private static readonly Option<int?> _threads = CommonOptions.Threads();

    private static readonly Option<string?> _json = CommonOptions.Json();

    /// <summary>Makes the command. It writes where the host says.</summary>
    public static Command Create(SampleHost host)
    {
        var command = new Command("compare", "Compares networks and ML.NET's classic trainers on the same images, and saves the best.") { _folder, _minutes, _output, _images, _seed, _threads, _json };
        command.SetAction(parsed => Run(Read(parsed), host));
        return command;
    }

    private static CompareSettings Read(ParseResult parsed) => new()
    {
        Folder = parsed.GetValue(_folder)!,
        Minutes = parsed.GetValue(_minutes) ?? 10,
        OutputFolder = parsed.GetValue(_output) ?? DefaultFolder,
        Images = parsed.GetValue(_images),
        Seed = parsed.GetValue(_seed) ?? 1,
        Threads = parsed.GetValue(_threads) ?? Environment.ProcessorCount,
        JsonFile = parsed.GetValue(_json),
    };

    private static int Run(CompareSettings settings, SampleHost host)
    {
        OutputFile.Check("--json", settings.JsonFile);
        var result = new CompareRun(settings, host).Run();
        ReportJson.Write(settings.JsonFile, result);
        return result.Stopped ? ExitCode.Interrupted : ExitCode.Success;
    }
}

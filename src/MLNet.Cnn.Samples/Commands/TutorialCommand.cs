using System.CommandLine;
using Microsoft.ML;
using MLNet.Cnn.Samples.Tutorial;

namespace MLNet.Cnn.Samples;

/// <summary><c>tutorial [CHAPTER]</c>: convolutional networks explained with running code.</summary>
internal static class TutorialCommand
{
    private const string DefaultFolder = "tutorial-pictures";

    private static readonly Argument<string?> _chapter = new("CHAPTER")
    {
        Description = $"One of {TutorialBook.Names}, or its number. Default: a menu in a terminal, else all",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> _data = CommonOptions.Data();

    private static readonly Option<string?> _output = new("--output") { Description = $"Folder for pictures. Default: {DefaultFolder}", HelpName = "DIR" };

    private static readonly Option<string?> _markdown = new("--markdown")
    {
        Description = "Write a page instead, with its pictures in images/tutorial beside it. Chapters of it that are not run stay as they are",
        HelpName = "FILE",
    };

    private static readonly Option<int?> _threads = CommonOptions.Threads();

    /// <summary>Makes the command. It writes where the host says.</summary>
    public static Command Create(SampleHost host)
    {
        var command = new Command("tutorial", "Explains convolutional networks with running code, chapter by chapter.") { _chapter, _data, _output, _markdown, _threads };
        command.SetAction(parsed => Run(parsed, host));
        return command;
    }

    private static int Run(ParseResult parsed, SampleHost host)
    {
        var chapter = parsed.GetValue(_chapter) is { } name ? TutorialBook.Find(name) : null;
        var page = parsed.GetValue(_markdown);
        OutputFile.Check("--markdown", page);
        var folder = page is null ? parsed.GetValue(_output) ?? DefaultFolder : TutorialFile.PictureFolder(page);
        OutputFolder.Prepare("--output", folder);
        if (page is null && host.IsTerminal && host.Console.Profile.Width < ConsoleTutorial.NarrowestWidth)
            throw new UserError($"The terminal has {host.Console.Profile.Width} columns, but the tutorial needs {ConsoleTutorial.NarrowestWidth}: make it wider, or send the output into a file.");

        var data = parsed.GetValue(_data);
        if (data is not null)
            IdxFolder.Load(new MLContext(), data); // what is missing is said at once, not in the first chapter that needs it
        var settings = new TutorialSettings
        {
            PictureFolder = folder,
            DataFolder = data,
            Digits = host.Digits,
            Threads = parsed.GetValue(_threads) ?? Environment.ProcessorCount,
        };
        return (page, chapter) switch
        {
            ({ } file, _) => TutorialFile.Write(file, Chosen(chapter), settings, host.Control),
            (null, null) when host.IsTerminal => new TutorialMenu(host).Run(settings, folder),
            _ => TutorialRun.Run(Chosen(chapter), new TutorialPage(new ConsoleTutorial(host, folder), settings, host.Control)),
        };
    }

    private static IReadOnlyList<TutorialChapter> Chosen(TutorialChapter? chapter) => chapter is null ? TutorialBook.Chapters : [chapter];
}

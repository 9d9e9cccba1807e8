using Spectre.Console;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>The chapters to choose from, until the reader leaves.</summary>
internal sealed class TutorialMenu(SampleHost host)
{
    private const string All = "all chapters, one after the other";
    private const string Leave = "leave";
    private static readonly TimeSpan _pollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Shows the menu and the chapters chosen from it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Run(TutorialSettings settings, string pictureFolder)
    {
        var page = new TutorialPage(new ConsoleTutorial(host, pictureFolder), settings, host.Control);
        while (true)
        {
            switch (Choose())
            {
                case null:
                    return ExitCode.Interrupted;
                case Leave:
                    return ExitCode.Success;
                case var choice:
                    var exitCode = TutorialRun.Run(choice == All ? TutorialBook.Chapters : [TutorialBook.Chapters.Single(chapter => Line(chapter) == choice)], page);
                    if (exitCode != ExitCode.Success)
                        return exitCode;
                    break;
            }
        }
    }

    /// <summary>What the reader chose, or <see langword="null"/> after Ctrl-C.</summary>
    private string? Choose()
    {
        host.Console.WriteLine();
        using var stop = new CancellationTokenSource();
        using var poll = new Timer(_ => CancelIfStopped(stop), null, _pollInterval, _pollInterval);
        try
        {
            return new SelectionPrompt<string> { Title = "[bold]Convolutional networks, explained with running code[/]", PageSize = TutorialBook.Chapters.Count + 3, HighlightStyle = Look.Orange }
                .AddChoices(TutorialBook.Chapters.Select(Line))
                .AddChoices(All, Leave)
                .ShowAsync(host.Console, stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            host.Console.Cursor.Show(); // the prompt hides it, and shows it again only where it ends by a choice
            host.Console.WriteLine();
            return null;
        }
    }

    private void CancelIfStopped(CancellationTokenSource stop)
    {
        if (host.Control.IsStopRequested)
            stop.Cancel();
    }

    private static string Line(TutorialChapter chapter) => $"{chapter.Number}  {chapter.Title}";
}

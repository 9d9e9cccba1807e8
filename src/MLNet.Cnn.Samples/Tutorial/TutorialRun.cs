namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>Runs chapters one after the other.</summary>
internal static class TutorialRun
{
    /// <summary>Runs them until the last is done or someone ends it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(IEnumerable<TutorialChapter> chapters, TutorialPage page)
    {
        try
        {
            foreach (var chapter in chapters)
            {
                page.Begin(chapter);
                chapter.Run(page);
            }

            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (page.Control.IsStopRequested)
        {
            return ExitCode.Interrupted;
        }
    }
}

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>What stands before the first chapter of the page.</summary>
internal static class TutorialIntroduction
{
    /// <summary>The text, with a table of the chapters.</summary>
    /// <param name="threads">The threads of the run.</param>
    public static string Markdown(int threads) => $"""
        # Convolutional networks, explained with running code

        This page and the program say the same: every number, grid and picture here was printed by the chapters in
        [src/MLNet.Cnn.Samples/Tutorial](../src/MLNet.Cnn.Samples/Tutorial/Chapters), which anyone can run, read and change. Run a chapter beside its text:

        ```sh
        dotnet run -c Release --project src/MLNet.Cnn.Samples -- tutorial
        ```

        In a terminal this shows a menu; sent into a file, all chapters. The digits to learn from are drawn by the program; `--data DIR` takes the files of MNIST or
        Fashion-MNIST instead. Pictures go into a folder (`--output DIR`). Each chapter takes less than a minute on two cores that have nothing else to do.

        Arithmetic, shapes and counts are the same on every machine, and a test compares them with this page. Seconds, megabytes and accuracies are those of one run; yours will differ.

        {MarkdownTutorial.MeasuredBegin}

        That run: {ThisMachine.Processor}, {Show.Plural(threads, "thread")}.

        {MarkdownTutorial.MeasuredEnd}

        {string.Concat(TutorialBook.Chapters.Select(chapter => $"{chapter.Number}. [{chapter.Title}](#{Anchor(chapter)})\n"))}

        """.ReplaceLineEndings("\n");

    /// <summary>The place of a chapter as code-hosting sites name it: small letters and hyphens.</summary>
    private static string Anchor(TutorialChapter chapter) => string.Concat($"{chapter.Number}. {chapter.Title}".ToLowerInvariant()
        .Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-')
        .Select(letter => letter == ' ' ? '-' : letter));
}

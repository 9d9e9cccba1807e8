using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>What a chapter writes on, and what it works with. The same calls make the terminal's text and the page in docs.</summary>
/// <remarks>What is called <c>Measured…</c> differs from machine to machine; everything else must be the same everywhere.</remarks>
/// <param name="output">Where it goes.</param>
/// <param name="settings">What the user asked for.</param>
/// <param name="control">Ends the tutorial at the next piece.</param>
internal sealed class TutorialPage(ITutorialOutput output, TutorialSettings settings, TrainingControl control)
{
    private SampleData? _data;

    /// <summary>The context of everything that the chapters do.</summary>
    public MLContext MLContext { get; } = new(seed: 1);

    /// <summary>The images to learn from: drawn digits, or the user's folder.</summary>
    public SampleData Data => _data ??= settings.DataFolder is { } folder ? IdxFolder.Load(MLContext, folder) : DrawnDigits.Load(MLContext, settings.Digits);

    /// <summary>How many threads train.</summary>
    public int Threads => settings.Threads;

    /// <summary>Ends a training early.</summary>
    public TrainingControl Control => control;

    /// <summary>A number of epochs, steps or repetitions, or a small one in a trial run.</summary>
    public int Times(int count, int trial = 1) => settings.IsTrial ? trial : count;

    /// <summary>Begins a chapter.</summary>
    public void Begin(TutorialChapter chapter) => Write(new ChapterBlock(chapter));

    /// <summary>Begins a section.</summary>
    public void Section(string title) => Write(new SectionBlock(title));

    /// <summary>A paragraph. What stands between backticks is code.</summary>
    public void Text(string text) => Write(new TextBlock(OneLine(text)));

    /// <summary>A paragraph with what was measured.</summary>
    public void MeasuredText(string text) => Write(new TextBlock(OneLine(text)) { IsMeasured = true });

    /// <summary>The lines of the caller's own source between <c>#region NAME</c> and <c>#endregion</c>.</summary>
    public void Code(string region, [CallerFilePath] string source = "") => Write(new CodeBlock(CodeExcerpt.Read(Path.GetFileName(source), region)));

    /// <summary>Lines whose characters keep their places.</summary>
    public void Lines(params IEnumerable<InkLine> lines) => Write(new LinesBlock([.. lines]));

    /// <summary>Such lines with what was measured.</summary>
    public void MeasuredLines(params IEnumerable<InkLine> lines) => Write(new LinesBlock([.. lines]) { IsMeasured = true });

    /// <summary>Rows and columns.</summary>
    public void Table(IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<Ink>> rows) => Write(new TableBlock(columns, [.. rows]));

    /// <summary>Rows and columns with what was measured.</summary>
    public void MeasuredTable(IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<Ink>> rows) => Write(new TableBlock(columns, [.. rows]) { IsMeasured = true });

    /// <summary>A picture in a file of its own.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="picture">What it shows.</param>
    /// <param name="caption">What there is to see, in one sentence.</param>
    public void Picture(string name, Picture picture, string caption)
    {
        picture.Save(Path.Combine(settings.PictureFolder, $"{name}.png"));
        Write(new PictureBlock(name, picture, caption));
    }

    /// <summary>Does something that takes a while, and says meanwhile what it is.</summary>
    public T Work<T>(string what, Func<T> work) => output.Follow(what, work);

    private void Write(TutorialBlock block)
    {
        if (control.IsStopRequested)
            throw new OperationCanceledException();
        output.Write(block);
    }

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

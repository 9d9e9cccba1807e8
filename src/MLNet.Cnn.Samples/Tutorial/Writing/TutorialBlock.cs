namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>A piece of a chapter, as it is shown one after the other.</summary>
internal abstract record TutorialBlock
{
    /// <summary>Whether it says what was measured, and differs from machine to machine. Everything else is the same everywhere, and a test compares it with the page.</summary>
    public bool IsMeasured { get; init; }
}

/// <summary>A chapter begins.</summary>
/// <param name="Chapter">The chapter.</param>
internal sealed record ChapterBlock(TutorialChapter Chapter) : TutorialBlock;

/// <summary>A section begins.</summary>
/// <param name="Title">Its title.</param>
internal sealed record SectionBlock(string Title) : TutorialBlock;

/// <summary>A paragraph.</summary>
/// <param name="Text">Its text; what stands between backticks is code.</param>
internal sealed record TextBlock(string Text) : TutorialBlock;

/// <summary>Lines of this program's own source.</summary>
/// <param name="Lines">The lines.</param>
internal sealed record CodeBlock(IReadOnlyList<string> Lines) : TutorialBlock;

/// <summary>Lines whose characters keep their places: arithmetic, grids, graphs.</summary>
/// <param name="Lines">The lines.</param>
internal sealed record LinesBlock(IReadOnlyList<InkLine> Lines) : TutorialBlock;

/// <summary>Rows and columns.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, with a cell for each column.</param>
internal sealed record TableBlock(IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<Ink>> Rows) : TutorialBlock;

/// <summary>A column of a table.</summary>
/// <param name="Head">What stands above it.</param>
/// <param name="IsNumber">Whether its cells end at the same place.</param>
internal sealed record TableColumn(string Head, bool IsNumber)
{
    public static implicit operator TableColumn(string head) => new(head, IsNumber: false);

    /// <summary>A column of numbers.</summary>
    public static TableColumn Number(string head) => new(head, IsNumber: true);
}

/// <summary>A picture in a file of its own.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Picture">What it shows.</param>
/// <param name="Caption">What there is to see.</param>
internal sealed record PictureBlock(string Name, Picture Picture, string Caption) : TutorialBlock;

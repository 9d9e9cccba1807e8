namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>A chapter: it computes what it teaches and writes it to a page.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="title">Its title.</param>
internal abstract class TutorialChapter(string name, string title)
{
    /// <summary>Its name on the command line.</summary>
    public string Name => name;

    /// <summary>Its title.</summary>
    public string Title => title;

    /// <summary>Its place in the book, counted from 1.</summary>
    public int Number => TutorialBook.NumberOf(this);

    /// <summary>Computes and writes.</summary>
    public abstract void Run(TutorialPage page);
}

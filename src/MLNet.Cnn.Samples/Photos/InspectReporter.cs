namespace MLNet.Cnn.Samples;

/// <summary>Shows what a folder of images holds.</summary>
internal sealed class InspectReporter(TextWriter output, string folder)
{
    private const int Shown = 10;

    /// <summary>Writes it.</summary>
    public void Write(ImageDescription description)
    {
        output.Write(description.ToString());
        List("Cannot be read", description.Unreadable, image => $"{Below(image.Path)}: {image.Reason}");
        List("Suspicious", description.Suspicious, image => $"{Below(image.Image.Path)}: {image.Reason}");
        List("The same file", description.ExactDuplicates, Group);
        List("Look the same", description.NearDuplicates, Group);
    }

    private void List<T>(string title, IReadOnlyList<T> items, Func<T, string> text)
    {
        if (items.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine($"{title}:");
        foreach (var item in items.Take(Shown))
            output.WriteLine($"  {text(item)}");
        if (items.Count > Shown)
            output.WriteLine($"  and {Show.Count(items.Count - Shown)} more (--json FILE has them all)");
    }

    private string Group(IReadOnlyList<ImageReference> images) =>
        string.Join(", ", images.Take(Shown).Select(image => Below(image.Path))) + (images.Count > Shown ? ", …" : "");

    private string Below(string? path) => path is null ? "" : Path.GetRelativePath(folder, path);
}

namespace MLNet.Cnn.Samples;

/// <summary>The images that could not be read, the first few by name.</summary>
internal static class UnreadableList
{
    private const int Shown = 5;

    /// <summary>Writes nothing where there are none.</summary>
    public static void Write(TextWriter output, IReadOnlyList<UnreadableImage> images)
    {
        if (images.Count == 0)
            return;
        output.WriteLine($"{Show.Plural(images.Count, "image")} could not be read and {(images.Count == 1 ? "was" : "were")} left out:");
        foreach (var image in images.Take(Shown))
            output.WriteLine($"  {image.Path}: {image.Reason}");
        if (images.Count > Shown)
            output.WriteLine($"  and {Show.Count(images.Count - Shown)} more (inspect and train list all with --json FILE)");
    }
}

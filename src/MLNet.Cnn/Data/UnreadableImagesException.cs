namespace MLNet.Cnn;

/// <summary>Images could not be read; <see cref="Images"/> lists every one of them.</summary>
public sealed class UnreadableImagesException : InvalidOperationException
{
    private const int Shown = 5;

    internal UnreadableImagesException(string message, IReadOnlyList<UnreadableImage> images)
        : base(message) => Images = images;

    /// <summary>The images, in the order of the data.</summary>
    public IReadOnlyList<UnreadableImage> Images { get; }

    /// <summary>The number and the first few, as for a message or a log.</summary>
    internal static string Describe(IReadOnlyList<UnreadableImage> images) =>
        FormattableString.Invariant($"{Counted.Of(images.Count, "image")} could not be read: ")
        + string.Join("; ", images.Take(Shown)) + (images.Count > Shown ? "; …" : ".");
}

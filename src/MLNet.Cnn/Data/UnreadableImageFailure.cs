namespace MLNet.Cnn;

/// <summary>One image cannot be read; the message is the reason, as a sentence without its full stop. Never leaves the library.</summary>
internal sealed class UnreadableImageFailure(string reason, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>A row has no image.</summary>
    public static UnreadableImageFailure NoImage() => new("there is no image (null)");

    /// <summary>What leaves it instead, where no image may be left out.</summary>
    /// <param name="columnName">The image column.</param>
    /// <param name="row">The row, counted from 0.</param>
    /// <param name="path">The image's path, or <see langword="null"/> where the data has none.</param>
    public InvalidOperationException In(string columnName, long row, string? path) => new($"Image column '{columnName}', {new UnreadableImage(row, path, Message)}.", this);
}

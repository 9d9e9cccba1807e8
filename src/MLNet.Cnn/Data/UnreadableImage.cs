namespace MLNet.Cnn;

/// <summary>An image that could not be read.</summary>
/// <param name="Row">The row of the data, counted from 0.</param>
/// <param name="Path">The image's path, or <see langword="null"/> where the data has none.</param>
/// <param name="Reason">Why not, as a sentence without its full stop.</param>
public sealed record UnreadableImage(long Row, string? Path, string Reason)
{
    /// <summary><c>row 7, 'cat/a.jpg': the file ends early</c>.</summary>
    public override string ToString() => Path is null
        ? FormattableString.Invariant($"row {Row}: {Reason}")
        : FormattableString.Invariant($"row {Row}, '{Path}': {Reason}");
}

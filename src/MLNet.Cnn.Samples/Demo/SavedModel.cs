namespace MLNet.Cnn.Samples;

/// <summary>A model file.</summary>
/// <param name="File">Where it is, or <see langword="null"/> if it was only kept for the moment.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record SavedModel(string? File, long Bytes)
{
    /// <summary>The picture of how training went, or <see langword="null"/> if there is none.</summary>
    public string? CurveFile { get; init; }
}

namespace MLNet.Cnn;

/// <summary>The format of what is stored: networks, what models say of themselves, checkpoints, journals of experiments and leaderboards. It is raised once for a release in which any of them changes.</summary>
/// <remarks>1: version 0.1.0. 2: version 0.2.0. Within a format, what a file says beyond it is refused by name.</remarks>
internal static class StoredFormat
{
    public const int Current = 2;

    /// <summary>What is said of a file that says more than its format knows.</summary>
    public const string Cause = "The file is of another version of MLNet.Cnn, or damaged.";

    /// <summary>Throws if a format cannot be read.</summary>
    /// <param name="format">The number in the file.</param>
    /// <param name="what">What has it: <c>The model</c>.</param>
    /// <param name="advice">What else may be done. Default: nothing.</param>
    /// <exception cref="InvalidDataException">The format is of a newer version, or none.</exception>
    public static void Check(int format, string what, string advice = "")
    {
        if (format < 1)
            throw new InvalidDataException(FormattableString.Invariant($"{what} has format {format}, which no version of MLNet.Cnn writes: the file is damaged."));
        if (format > Current)
            throw new InvalidDataException(FormattableString.Invariant($"{what} has format {format}, but this version of MLNet.Cnn reads up to {Current}. Use a newer version{advice}."));
    }
}

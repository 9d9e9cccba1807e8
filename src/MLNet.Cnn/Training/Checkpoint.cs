namespace MLNet.Cnn;

/// <summary>Reads the files that <see cref="Checkpointing"/> writes.</summary>
public static class Checkpoint
{
    internal const string Last = "last.checkpoint", Best = "best.checkpoint";
    internal const string NetworkText = "network";
    internal const string WeightsPrefix = "weights/";

    /// <summary>The weights in a checkpoint, to begin another training of the same network with: <c>CnnOptions.InitialWeights</c>.</summary>
    /// <param name="path">The file: <c>best.checkpoint</c> or <c>last.checkpoint</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no checkpoint, of a newer version, or damaged.</exception>
    public static NetworkWeights LoadWeights(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var content = CheckpointFile.Read(path);
        return new NetworkWeights(NetworkJson.Read(content.Texts[NetworkText]), content.Arrays.Under(WeightsPrefix));
    }

    /// <summary>The arrays whose path begins so, without that beginning.</summary>
    internal static IEnumerable<WeightArray> Under(this IEnumerable<WeightArray> arrays, string prefix) => arrays
        .Where(array => array.Path.StartsWith(prefix, StringComparison.Ordinal))
        .Select(array => array with { Path = array.Path[prefix.Length..] });

    /// <summary>The arrays with a beginning put before their paths.</summary>
    internal static IEnumerable<WeightArray> Prefixed(this IEnumerable<WeightArray> arrays, string prefix) =>
        arrays.Select(array => array with { Path = prefix + array.Path });
}

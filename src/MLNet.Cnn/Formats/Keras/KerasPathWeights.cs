namespace MLNet.Cnn;

/// <summary>Weights as Keras 3 lays them out: <c>layers/conv2d_1/vars/0</c>.</summary>
internal sealed class KerasPathWeights(HdfReader file) : IKerasWeights
{
    /// <inheritdoc/>
    public float[] Read(KerasPlace place, int index, WeightSpec spec) =>
        file.Read(Path(place, index), spec.Shape, $"{place.Title}: the weight '{spec.Name}'");

    /// <inheritdoc/>
    public void ExpectNoMore(KerasPlace place, int count)
    {
        if (file.Exists(Path(place, count)))
            throw new InvalidDataException($"{place.Title} has more than its {count} weights in the file.");
    }

    private string Path(KerasPlace place, int index)
    {
        string path = FormattableString.Invariant($"{place.Path}/vars/{index}");
        return Older(path).FirstOrDefault(file.Exists) ?? path;
    }

    /// <summary>The path, and what tf.keras 2.12 and 2.13 called it: at the root, in nested models, or in both.</summary>
    private static IEnumerable<string> Older(string path)
    {
        const string layers = "layers/", before = "_layer_checkpoint_dependencies/";
        yield return path;
        yield return path.Replace(layers, before, StringComparison.Ordinal);
        int inner = path.LastIndexOf(layers, StringComparison.Ordinal);
        yield return path[..inner] + before + path[(inner + layers.Length)..];
    }
}

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

    private static string Path(KerasPlace place, int index) => FormattableString.Invariant($"{place.Path}/vars/{index}");
}

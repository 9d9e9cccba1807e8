namespace MLNet.Cnn;

/// <summary>Weights as the <c>.h5</c> files of Keras 1, 2 and 3 have them: a group for each layer of the outermost model, with a list of its arrays.</summary>
/// <remarks>
/// The attribute <c>layer_names</c> lists the groups, <c>weight_names</c> the arrays of one; nothing is guessed. A nested model has one list for all its layers: the
/// trainable weights of all of them first, then the others. Source: keras/src/legacy/saving/legacy_h5_format.py.
/// </remarks>
internal sealed class KerasListedWeights : IKerasWeights
{
    private readonly HdfReader _file;
    private readonly Dictionary<string, List<string>> _paths = [];

    /// <param name="file">The file.</param>
    /// <param name="root">The group with the lists: <c>model_weights</c>, or nothing for the root of the file.</param>
    /// <param name="architecture">The layers to find.</param>
    public KerasListedWeights(HdfReader file, string root, KerasArchitecture architecture)
    {
        _file = file;
        var groups = file.Texts(root, "layer_names")
            .Select(name => (Name: name, Weights: file.Texts(HdfReader.Join(root, name), "weight_names")))
            .Where(group => group.Weights.Count > 0).ToList();
        var wanted = architecture.Network.Layers
            .Where(layer => architecture.Places.ContainsKey(layer.Name))
            .Select(layer => (Place: architecture.Places[layer.Name], Specs: KerasArchitecture.StoredBy(layer)))
            .GroupBy(layer => layer.Place.OuterOrder)
            .OrderBy(outer => outer.Key, StringComparer.Ordinal)
            .Select(outer => outer.OrderBy(layer => layer.Place.Order, StringComparer.Ordinal).ToList()).ToList();
        // Keras goes by order. Names, where they are those of the layers, also get over groups of layers that have no weights here.
        bool byName = wanted.All(outer => groups.Count(group => group.Name == outer[0].Place.Outer) == 1);
        if (!byName && groups.Count != wanted.Count)
            throw new InvalidDataException($"the weights are those of {groups.Count} layers ({Some(groups.Select(group => group.Name))}), but {wanted.Count} layers of the network have weights ({Some(wanted.Select(outer => outer[0].Place.Outer))}).");
        for (int i = 0; i < wanted.Count; i++)
        {
            var group = byName ? groups.Single(group => group.Name == wanted[i][0].Place.Outer) : groups[i];
            Assign(wanted[i], [.. group.Weights.Select(weight => HdfReader.Join(HdfReader.Join(root, group.Name), weight))]);
        }
    }

    /// <inheritdoc/>
    public float[] Read(KerasPlace place, int index, WeightSpec spec) =>
        _file.Read(_paths[place.Path][index], spec.Shape, $"{place.Title}: the weight '{spec.Name}'");

    /// <inheritdoc/>
    public void ExpectNoMore(KerasPlace place, int count)
    {
        // The list of a group is as long as its layers ask for, or the constructor would have thrown.
    }

    private void Assign(List<(KerasPlace Place, IReadOnlyList<WeightSpec> Specs)> layers, string[] paths)
    {
        var order = layers.SelectMany(layer => layer.Specs.Select(spec => (layer.Place, spec.Trainable))).OrderBy(weight => weight.Trainable ? 0 : 1).ToList();
        if (order.Count != paths.Length)
            throw new InvalidDataException($"{layers[0].Place.Title}: the file has {paths.Length} weights under '{layers[0].Place.Outer}', but the configuration asks for {order.Count}.");
        // A layer's own trainable weights come first in any case, so that appending keeps their order.
        foreach (var ((place, _), path) in order.Zip(paths))
        {
            if (!_paths.TryGetValue(place.Path, out var list))
                _paths[place.Path] = list = [];
            list.Add(path);
        }
    }

    private static string Some(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count <= 6 ? string.Join(", ", all) : $"{string.Join(", ", all.Take(6))}, …";
    }
}

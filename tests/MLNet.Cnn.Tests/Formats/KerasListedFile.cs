using PureHDF;

namespace MLNet.Cnn.Tests;

/// <summary>Writes small <c>.h5</c> files as Keras 1 and 2 did: a configuration, and a list of weights for each layer.</summary>
internal static class KerasListedFile
{
    /// <summary>The file's bytes.</summary>
    /// <param name="config">The configuration, or nothing for a file with weights alone.</param>
    /// <param name="version">The version of Keras.</param>
    /// <param name="layers">Each layer of the outermost model with its arrays.</param>
    /// <param name="split">Whether lists stand in several attributes, as Keras writes long ones.</param>
    /// <param name="backend">The library that Keras ran on.</param>
    public static byte[] Write(string? config, string version, (string Layer, (string Name, Array Values)[] Weights)[] layers, bool split = false, string backend = "tensorflow")
    {
        var file = new H5File();
        H5Group root = file;
        if (config is not null)
        {
            file.Attributes["model_config"] = config;
            file.Attributes["keras_version"] = version;
            file.Attributes["backend"] = backend;
            file["model_weights"] = root = new H5Group();
        }
        List(root, "layer_names", [.. layers.Select(layer => layer.Layer)], split);
        foreach (var (layer, weights) in layers)
        {
            var group = new H5Group();
            root[layer] = group;
            List(group, "weight_names", [.. weights.Select(weight => weight.Name)], split);
            foreach (var (name, values) in weights)
                Put(group, name.Split('/'), values);
        }
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }

    private static void List(H5Group group, string attribute, string[] names, bool split)
    {
        // Python writes an empty list as numbers.
        if (names.Length == 0)
            group.Attributes[attribute] = Array.Empty<double>();
        else if (!split)
            group.Attributes[attribute] = names;
        else
            foreach (var (name, part) in names.Select((name, part) => (name, part)))
                group.Attributes[FormattableString.Invariant($"{attribute}{part}")] = new[] { name };
    }

    private static void Put(H5Group group, string[] path, Array values)
    {
        foreach (string folder in path[..^1])
        {
            if (!group.TryGetValue(folder, out object? inner))
                group[folder] = inner = new H5Group();
            group = (H5Group)inner;
        }
        group[path[^1]] = values;
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using PureHDF;

namespace MLNet.Cnn;

/// <summary>Writes <c>.keras</c> files: a zip with what the file says of itself, the configuration and the weights.</summary>
internal static class KerasWriter
{
    /// <summary>The version of Keras whose grammar is written.</summary>
    private const string KerasVersion = "3.15.1";

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="NotSupportedException">Keras cannot express a layer; the message names it.</exception>
    public static byte[] Write(Network network, NetworkWeights weights)
    {
        byte[] config = KerasConfigWriter.Write(network);
        var metadata = new JsonObject
        {
            ["keras_version"] = KerasVersion,
            ["date_saved"] = DateTime.UtcNow.ToString("yyyy-MM-dd@HH:mm:ss", CultureInfo.InvariantCulture),
        };
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, KerasArchive.MetadataName, JsonSerializer.SerializeToUtf8Bytes(metadata));
            Add(archive, KerasArchive.ConfigName, config);
            Add(archive, KerasArchive.WeightsName, Weights(network, weights));
        }
        return file.ToArray();
    }

    /// <summary>Weights hardly compress, and Keras stores them as they are.</summary>
    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(content);
    }

    private static byte[] Weights(Network network, NetworkWeights weights)
    {
        var layers = new H5Group();
        foreach (var (layer, place) in KerasOrder.Places(network))
        {
            object[] stored = [.. Stored(layer, weights)];
            if (stored.Length == 0)
                continue;
            var arrays = new H5Group();
            // Keras ignores the name; who reads such a file without its configuration does not.
            arrays.Attributes["name"] = layer.Name;
            foreach (object array in stored)
                arrays[arrays.Count.ToString(CultureInfo.InvariantCulture)] = array;
            layers[place.Path[(place.Path.IndexOf('/', StringComparison.Ordinal) + 1)..]] = new H5Group { ["vars"] = arrays };
        }
        using var stream = new MemoryStream();
        new H5File { ["layers"] = layers, ["vars"] = new H5Group() }.Write(stream);
        return stream.ToArray();
    }

    private static IEnumerable<object> Stored(NetworkLayer layer, NetworkWeights weights)
    {
        foreach (var spec in layer.Weights)
        {
            var array = weights[layer.PathOf(spec)];
            yield return new H5Dataset(array.Values.ToArray(), fileDims: [.. array.Shape.Dimensions.Select(d => (ulong)d)]);
        }
        if (layer.Layer is Normalization normalization && normalization.HasStoredStatistics(layer.Shape))
        {
            yield return PerChannel(normalization.Mean!, layer.Shape.Channels);
            yield return PerChannel(normalization.Variance!, layer.Shape.Channels);
            // How many batches were adapted to: Keras keeps a place for it and does not use it again.
            yield return 0;
        }
    }

    private static float[] PerChannel(ValueList values, int channels) => values.Count == channels ? values.ToArray() : [.. Enumerable.Repeat(values[0], channels)];
}

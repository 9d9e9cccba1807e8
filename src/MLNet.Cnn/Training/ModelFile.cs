using System.Globalization;
using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>A trained network as ONNX bytes, and back: the graph scores, the entries beside it tell the rest.</summary>
internal static class ModelFile
{
    private const string Prefix = "mlnetcnn.";
    public const string FormatKey = Prefix + "format";
    private const string NetworkKey = Prefix + "network";
    private const string InfoKey = Prefix + "info";

    /// <summary>The bytes of an ONNX file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="info">What it says of itself.</param>
    /// <param name="names">The names of the graph's input and outputs.</param>
    public static byte[] Write(Network network, NetworkWeights weights, ModelInfo info, ModelFileNames names) =>
        OnnxWriter.Write(network, weights, new OnnxModelSettings
        {
            InputName = names.Input,
            IsPlanar = info.ImageColumn.Layout == ImageLayout.Planar,
            IsByte = info.ImageColumn.IsByte,
            ScoreName = names.Score,
            OneHotName = names.OneHot,
            TestTimeAugmentation = info.TestTimeAugmentation,
            ClassNames = info.ClassNames,
            Metadata = new Dictionary<string, string>
            {
                [FormatKey] = StoredFormat.Current.ToString(CultureInfo.InvariantCulture),
                [NetworkKey] = NetworkJson.Write(network),
                [InfoKey] = info.ToJson(),
            },
        });

    /// <summary>The trained network of such a file.</summary>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model, none of this library, of a newer format, or damaged.</exception>
    public static TrainedNetwork Read(byte[] model, ICnnEngine? engine)
    {
        var reader = OnnxReader.Read(model);
        if (!reader.Metadata.TryGetValue(FormatKey, out string? format))
            throw new InvalidDataException("The ONNX model was not written by MLNet.Cnn.");
        if (!int.TryParse(format, NumberStyles.Integer, CultureInfo.InvariantCulture, out int version))
            throw new InvalidDataException($"The model has format '{format}', which is no number: the file is damaged.");
        StoredFormat.Check(version, "The model");
        if (reader.Metadata.Keys.FirstOrDefault(key => key.StartsWith(Prefix, StringComparison.Ordinal) && key is not (FormatKey or NetworkKey or InfoKey)) is { } unknown)
            throw new InvalidDataException(FormattableString.Invariant($"The model has the entry '{unknown}', which format {version} does not know. {StoredFormat.Cause}"));
        try
        {
            var network = NetworkJson.Read(reader.Metadata[NetworkKey]);
            var info = ModelInfo.FromJson(reader.Metadata[InfoKey], version);
            if (!info.ImageColumn.Shape.Equals(network.InputShape) || info.ClassNames.Count != network.ClassCount())
                throw new JsonException($"images of {info.ImageColumn.Shape} and {info.ClassNames.Count} classes do not go with a network from {network.InputShape} to {network.OutputShape}.");
            return new TrainedNetwork(network, reader.Weights(network), info, engine);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or JsonException or ArgumentException)
        {
            throw new InvalidDataException($"The model's description is damaged: {exception.Message}", exception);
        }
    }
}

/// <summary>What the input and the outputs of a model's graph are called.</summary>
/// <param name="Input">The input.</param>
/// <param name="Score">The output with the probabilities.</param>
/// <param name="OneHot">The name of a second output with 1 at the largest, or none.</param>
internal sealed record ModelFileNames(string Input, string Score = "Score", string? OneHot = null);

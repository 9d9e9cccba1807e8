using System.Text.Json.Nodes;

namespace MLNet.Cnn;

/// <summary>What files of older formats mean in the words of the present one: the only place that knows what changed.</summary>
/// <remarks>Format 2 added the version of decoding. What else differs is a member that format 1 lacks and whose default is its old meaning.</remarks>
internal static class OlderFormats
{
    /// <summary>What a model says of itself.</summary>
    public static string ModelInfo(string json, int format)
    {
        if (format >= 2 || JsonNode.Parse(json) is not JsonObject info)
            return json;
        if (info["ImageColumn"] is JsonObject column && column["Reading"] is JsonObject reading)
            reading["Decoding"] = nameof(ImageDecoding.Version1);
        return info.ToJsonString(RecordJson.Options);
    }

    /// <summary>How the images of a checkpoint's training were decoded, which format 1 does not say.</summary>
    public static ImageDecoding Decoding(string? text) => text is null ? ImageDecoding.Version1
        : Enum.TryParse<ImageDecoding>(text, out var decoding) && Enum.IsDefined(decoding) ? decoding
        : throw new InvalidDataException($"The checkpoint's images are decoded by '{text}', which this version of MLNet.Cnn does not know. {StoredFormat.Cause}");
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.Cnn.Samples;

/// <summary>Results as JSON: every number in full, names in camelCase. A new verb adds its result type here.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DemoResult))]
[JsonSerializable(typeof(TrainResult))]
[JsonSerializable(typeof(PredictResult))]
[JsonSerializable(typeof(CompareResult))]
[JsonSerializable(typeof(ImageDescription))]
[JsonSerializable(typeof(TrainingHistory))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Writes a result, if a file was asked for.</summary>
    public static void Write<T>(string? file, T result)
    {
        if (file is not null)
            OutputFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(result, typeof(T), Default));
    }
}

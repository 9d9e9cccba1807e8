using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>What a model file says beside network and weights.</summary>
/// <param name="ImageColumn">What the image column means.</param>
/// <param name="LabelColumnName">The label column's name.</param>
/// <param name="ClassNames">The classes, in the order of the outputs.</param>
/// <param name="History">How it was trained.</param>
internal sealed record ModelInfo(ImageColumn ImageColumn, string LabelColumnName, IReadOnlyList<string> ClassNames, TrainingHistory History)
{
    /// <summary>The views of an image whose probabilities the graph averages.</summary>
    public TestTimeAugmentation TestTimeAugmentation { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, RecordJson.Options);

    public static ModelInfo FromJson(string json, int format = StoredFormat.Current) => JsonSerializer.Deserialize<ModelInfo>(OlderFormats.ModelInfo(json, format), RecordJson.Options)
        ?? throw new InvalidDataException("The model's description is empty.");
}

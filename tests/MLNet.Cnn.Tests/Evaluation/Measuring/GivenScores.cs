using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>A row whose scores are given, so that what a model says of it is known.</summary>
internal sealed class ScoredRow
{
    public string Label { get; set; } = "";

    [VectorType(3)]
    public float[] Given { get; set; } = [];
}

/// <summary>Models that say what their data has them say.</summary>
internal static class GivenScores
{
    /// <summary>The classes a, b and c, and four images: two right, one wrong, one without an answer.</summary>
    public static ScoredRow[] Rows { get; } =
    [
        new() { Label = "a", Given = [0.5f, 0.25f, 0.25f] },
        new() { Label = "b", Given = [0.25f, 0.5f, 0.25f] },
        new() { Label = "c", Given = [0.5f, 0.25f, 0.25f] },
        new() { Label = "a", Given = [0.125f, 0.125f, 0.75f] },
    ];

    /// <summary>A model that knows the classes of these rows.</summary>
    public static ITransformer Model(MLContext context, IEnumerable<ScoredRow> rows, string scoreColumnName = "Score") =>
        context.Transforms.Conversion.MapValueToKey("Label")
            .Append(context.Transforms.CopyColumns(scoreColumnName, nameof(ScoredRow.Given)))
            .Fit(context.Data.LoadFromEnumerable(rows));
}

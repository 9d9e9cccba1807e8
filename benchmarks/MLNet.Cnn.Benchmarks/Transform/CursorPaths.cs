using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Reading columns by ML.NET's cursors, before and behind our transformer.</summary>
internal sealed class CursorPaths(CnnTransformer model, IDataView source)
{
    private readonly IDataView _scored = model.Transform(source);

    public void ReadSource() => ReadVectors<byte>(source, model.FeatureColumnName);

    public void ReadScore() => ReadVectors<float>(_scored, ScoringSchema.ScoreName);

    public void ReadScoreAndLabel()
    {
        var (score, label) = (_scored.Schema[ScoringSchema.ScoreName], _scored.Schema[ScoringSchema.PredictedLabelName]);
        using var cursor = _scored.GetRowCursor([score, label]);
        var readScore = cursor.GetGetter<VBuffer<float>>(score);
        var readLabel = cursor.GetGetter<uint>(label);
        VBuffer<float> scores = default;
        uint predicted = 0;
        while (cursor.MoveNext())
        {
            readScore(ref scores);
            readLabel(ref predicted);
        }
    }

    private static void ReadVectors<T>(IDataView view, string name)
    {
        var column = view.Schema[name];
        using var cursor = view.GetRowCursor([column]);
        var read = cursor.GetGetter<VBuffer<T>>(column);
        VBuffer<T> values = default;
        while (cursor.MoveNext())
            read(ref values);
    }
}

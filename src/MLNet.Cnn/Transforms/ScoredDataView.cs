using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>A view with the scores added: reads rows ahead and scores them in batches.</summary>
internal sealed class ScoredDataView(IDataView source, ScoringSchema schema, OnnxScorer scorer) : IDataView
{
    private const int LargestBatch = 256;
    private const int BatchBytes = 16 << 20;

    public DataViewSchema Schema => schema.Output;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var wanted = columnsNeeded.ToList();
        return Wrap(source.GetRowCursor(schema.Dependencies(wanted), rand), wanted);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var wanted = columnsNeeded.ToList();
        return [.. source.GetRowCursorSet(schema.Dependencies(wanted), n, rand).Select(cursor => Wrap(cursor, wanted))];
    }

    private DataViewRowCursor Wrap(DataViewRowCursor cursor, IReadOnlyCollection<DataViewSchema.Column> wanted)
    {
        bool[] active = new bool[schema.Output.Count];
        foreach (var column in wanted)
            active[column.Index] = true;
        if (!wanted.Any(schema.IsScored))
            return new PassThroughCursor(cursor, schema, active);
        // Values that cannot be copied (images, types of the user's) cannot be read ahead: then each row is scored on its own.
        bool readsAhead = wanted.Where(column => !schema.IsScored(column)).All(column => column.Type is PrimitiveDataViewType or VectorDataViewType);
        int batchSize = readsAhead ? Math.Clamp(BatchBytes / (scorer.ImageSize * sizeof(float)), 1, LargestBatch) : 1;
        return new ScoredCursor(cursor, schema, active, scorer, batchSize, readsAhead);
    }
}

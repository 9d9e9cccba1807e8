using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Reads a batch of rows ahead, scores it, and serves it row by row.</summary>
internal sealed class ScoredCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _source;
    private readonly ScoringSchema _schema;
    private readonly bool[] _active;
    private readonly ImageScorer _scorer;
    private readonly ColumnBuffer?[] _buffers;
    private readonly ValueGetter<DataViewRowId> _readId;
    private readonly long[] _positions;
    private readonly long[] _batches;
    private readonly DataViewRowId[] _ids;
    private int _count;
    private int _current = -1;
    private bool _ended;

    /// <param name="source">The cursor of the source.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="active">Which columns of the output were asked for.</param>
    /// <param name="scorer">Scores.</param>
    /// <param name="batchSize">How many rows are read ahead.</param>
    /// <param name="buffered">Whether values of the source are copied; otherwise they are read from it directly, and the batch size must be 1.</param>
    public ScoredCursor(DataViewRowCursor source, ScoringSchema schema, bool[] active, OnnxScorer scorer, int batchSize, bool buffered)
    {
        (_source, _schema, _active) = (source, schema, active);
        _scorer = ImageScorer.Create(source, schema, scorer, batchSize);
        _positions = new long[batchSize];
        _batches = new long[batchSize];
        _ids = new DataViewRowId[batchSize];
        _readId = source.GetIdGetter();
        _buffers = [.. schema.Input.Select(column => buffered && active[column.Index]
            ? ColumnBuffer.Create(source, source.Schema[column.Index], batchSize, Current)
            : null)];
    }

    public override DataViewSchema Schema => _schema.Output;

    public override long Position => _current < 0 ? -1 : _positions[_current];

    public override long Batch => _current < 0 ? 0 : _batches[_current];

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override bool MoveNext()
    {
        if (++_current < _count)
            return true;
        _current = -1;
        _count = 0;
        if (_ended)
            return false;
        try
        {
            int count = ReadAhead();
            if (count == 0)
                return false;
            _scorer.Run(count);
            // Only now, so that no row is served without its scores.
            _count = count;
        }
        catch
        {
            _ended = true;
            throw;
        }
        _current = 0;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[Current()];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!_active[column.Index])
            throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the cursor was made.");
        if (!_schema.IsScored(column) && _buffers[column.Index] is null)
            return _source.GetGetter<TValue>(_source.Schema[column.Index]);
        var getter = _schema.IsScored(column) ? _scorer.Getter(column, _schema, Current) : _buffers[column.Index]!.Getter;
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type} and cannot be read as {typeof(TValue)}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ended = true;
            _count = 0;
            _scorer.Dispose();
            _source.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Reads rows until the batch is full or the source ends; gives their number.</summary>
    private int ReadAhead()
    {
        int count = 0;
        for (; count < _positions.Length; count++)
        {
            if (!_source.MoveNext())
            {
                _ended = true;
                break;
            }
            _positions[count] = _source.Position;
            _batches[count] = _source.Batch;
            _readId(ref _ids[count]);
            _scorer.Read(count);
            foreach (var buffer in _buffers)
                buffer?.Read(count);
        }
        return count;
    }

    private int Current() => _current >= 0 ? _current : throw new InvalidOperationException("The cursor is not at a row: call MoveNext first.");
}

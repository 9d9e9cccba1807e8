using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Scores one row at a time: what a <c>PredictionEngine</c> uses.</summary>
internal sealed class ScoringRowMapper(ScoringSchema schema, OnnxScorer scorer) : IRowToRowMapper
{
    public DataViewSchema InputSchema => schema.Input;

    public DataViewSchema OutputSchema => schema.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) => schema.Dependencies(dependingColumns);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new ScoredRow(input, schema, scorer, activeColumns);

    private sealed class ScoredRow : DataViewRow
    {
        private readonly DataViewRow _input;
        private readonly ScoringSchema _schema;
        private readonly bool[] _active;
        private readonly ImageScorer? _scorer;
        private long _scored = -1;

        public ScoredRow(DataViewRow input, ScoringSchema schema, OnnxScorer scorer, IEnumerable<DataViewSchema.Column> activeColumns)
        {
            (_input, _schema, _active) = (input, schema, new bool[schema.Output.Count]);
            foreach (var column in activeColumns)
                _active[column.Index] = true;
            if (_active[schema.PredictedLabel.Index] || _active[schema.Score.Index])
                _scorer = ImageScorer.Create(input, schema, scorer, batchSize: 1);
        }

        public override DataViewSchema Schema => _schema.Output;

        public override long Position => _input.Position;

        public override long Batch => _input.Batch;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!_active[column.Index])
                throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the row was made.");
            if (!_schema.IsScored(column))
                return _input.GetGetter<TValue>(_input.Schema[column.Index]);
            return _scorer!.Getter(column, _schema, ScoreOnce) as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type} and cannot be read as {typeof(TValue)}.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _scorer?.Dispose();
                _input.Dispose();
            }
            base.Dispose(disposing);
        }

        /// <summary>Both columns of a row come out of one run; a new row has a new position.</summary>
        private int ScoreOnce()
        {
            if (_scored != _input.Position)
            {
                _scorer!.Read(0);
                _scorer.Run(1);
                _scored = _input.Position;
            }
            return 0;
        }
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>One row for each class: 1 at its place in a vector, and its key. A stock classifier learns the identity from it.</summary>
internal sealed class OneHotView : IDataView
{
    private readonly int _count;

    /// <param name="vectorName">The vector column's name.</param>
    /// <param name="labels">The classes; the label column is as in the training data.</param>
    /// <param name="rows">The number of rows: all classes, or 0 for an empty view of this schema.</param>
    public OneHotView(string vectorName, ClassLabels labels, int rows)
    {
        _count = rows;
        var builder = new DataViewSchema.Builder();
        // ONNX gives vectors with the batch dimension.
        builder.AddColumn(vectorName, new VectorDataViewType(NumberDataViewType.Single, 1, labels.Count));
        builder.AddColumn(labels.ColumnName, labels.Column.Type, labels.Column.Annotations);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => _count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [new Cursor(this)];

    private sealed class Cursor(OneHotView view) : DataViewRowCursor
    {
        private long _position = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override bool MoveNext()
        {
            _position = _position + 1 < view._count ? _position + 1 : -1;
            return _position >= 0;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Delegate getter = column.Index == 0 ? (ValueGetter<VBuffer<float>>)OneHot : (ValueGetter<uint>)((ref uint key) => key = (uint)(_position + 1));
            return (ValueGetter<TValue>)getter;
        }

        private void OneHot(ref VBuffer<float> vector)
        {
            int size = ((VectorDataViewType)view.Schema[0].Type).Size;
            var editor = VBufferEditor.Create(ref vector, size, valuesCount: 1);
            (editor.Indices[0], editor.Values[0]) = ((int)_position, 1);
            vector = editor.Commit();
        }
    }
}

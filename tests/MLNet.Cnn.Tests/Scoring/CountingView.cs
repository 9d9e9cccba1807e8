using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>A view that counts open cursors and rows read. (LoadFromEnumerable never disposes its enumerators: nothing can be learned from them.)</summary>
internal sealed class CountingView(IDataView source) : IDataView
{
    public int Open { get; private set; }

    public int RowsRead { get; private set; }

    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, source.GetRowCursor(columnsNeeded, rand));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly CountingView _view;
        private readonly DataViewRowCursor _source;
        private bool _disposed;

        public Cursor(CountingView view, DataViewRowCursor source)
        {
            (_view, _source) = (view, source);
            _view.Open++;
        }

        public override DataViewSchema Schema => _source.Schema;

        public override long Position => _source.Position;

        public override long Batch => _source.Batch;

        public override bool MoveNext()
        {
            Assert.False(_disposed, "The cursor was read after it was disposed.");
            bool moved = _source.MoveNext();
            _view.RowsRead += moved ? 1 : 0;
            return moved;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => _source.IsColumnActive(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => _source.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _source.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_disposed)
            {
                _disposed = true;
                _view.Open--;
                _source.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}

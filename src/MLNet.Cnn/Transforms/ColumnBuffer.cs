using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>The values of one column of the rows that were read ahead.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>A <see cref="ValueGetter{TValue}"/> for the current row.</summary>
    public abstract Delegate Getter { get; }

    public static ColumnBuffer Create(DataViewRow row, DataViewSchema.Column column, int size, Func<int> current)
    {
        var (factory, type) = column.Type is VectorDataViewType vector
            ? (nameof(OfVectors), vector.ItemType.RawType)
            : (nameof(OfValues), column.Type.RawType);
        var method = typeof(ColumnBuffer).GetMethod(factory, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);
        return (ColumnBuffer)method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [row, column, size, current], null)!;
    }

    /// <summary>Copies the source's current value into a place.</summary>
    public abstract void Read(int index);

    private static ColumnBuffer OfValues<T>(DataViewRow row, DataViewSchema.Column column, int size, Func<int> current) =>
        new ValueBuffer<T>(row.GetGetter<T>(column), size, current);

    private static ColumnBuffer OfVectors<T>(DataViewRow row, DataViewSchema.Column column, int size, Func<int> current) =>
        new VectorBuffer<T>(row.GetGetter<VBuffer<T>>(column), size, current);

    private sealed class ValueBuffer<T>(ValueGetter<T> source, int size, Func<int> current) : ColumnBuffer
    {
        private readonly T[] _values = new T[size];

        public override Delegate Getter => (ValueGetter<T>)((ref T destination) => destination = _values[current()]);

        public override void Read(int index) => source(ref _values[index]);
    }

    private sealed class VectorBuffer<T>(ValueGetter<VBuffer<T>> source, int size, Func<int> current) : ColumnBuffer
    {
        private readonly VBuffer<T>[] _values = new VBuffer<T>[size];

        public override Delegate Getter => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => _values[current()].CopyTo(ref destination));

        public override void Read(int index) => source(ref _values[index]);
    }
}

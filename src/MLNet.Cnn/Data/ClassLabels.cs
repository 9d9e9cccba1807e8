using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>The classes of a label column: a key column, whose values number the classes from 1 on.</summary>
/// <param name="ColumnName">The label column's name.</param>
/// <param name="Column">The column's type and annotations, key values included, without data.</param>
/// <param name="Names">The name of each class; the key's number where it has no values.</param>
internal sealed record ClassLabels(string ColumnName, DataViewSchema.DetachedColumn Column, IReadOnlyList<string> Names)
{
    private const string KeyValues = "KeyValues";

    public int Count => Names.Count;

    /// <summary>Reads the classes of a column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, not a key of 32 bits, or a key without a count.</exception>
    public static ClassLabels Resolve(DataViewSchema schema, string name)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw Error(name, ColumnNames.Missing(schema, name));
        if (column.Type is not KeyDataViewType key)
            throw Error(name, $"expected a key, got {column.Type}. Put Conversion.MapValueToKey(\"{name}\") in front.");
        // As all of ML.NET's trainers.
        if (key.RawType != typeof(uint))
            throw Error(name, $"expected Key<UInt32>, got {column.Type}. Declare it as uint, or make it by Conversion.MapValueToKey.");
        if (key.Count is 0 or > int.MaxValue)
            throw Error(name, $"the key has {key.Count} values, so the number of classes is not known.");
        return new ClassLabels(name, new DataViewSchema.DetachedColumn(column), ReadNames(column, (int)key.Count));
    }

    /// <summary>The classes of a network that came with its weights: a key whose values are their names.</summary>
    public static ClassLabels Of(string columnName, IReadOnlyList<string> names)
    {
        var values = new VBuffer<ReadOnlyMemory<char>>(names.Count, [.. names.Select(name => name.AsMemory())]);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(KeyValues, new VectorDataViewType(TextDataViewType.Instance, names.Count),
            (ref VBuffer<ReadOnlyMemory<char>> destination) => values.CopyTo(ref destination));
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(columnName, new KeyDataViewType(typeof(uint), names.Count), annotations.ToAnnotations());
        return new ClassLabels(columnName, new DataViewSchema.DetachedColumn(schema.ToSchema()[0]), names);
    }

    /// <summary>Where a key column numbers other classes, or the same ones in another order, what is different; a key without values is taken by its numbers.</summary>
    public string? DifferenceTo(IReadOnlyList<string> names)
    {
        if (names.Count != Count)
            return $"the key has {Count} classes ({Listed(Names)}), the network {names.Count} ({Listed(names)})";
        int place = HasValues(Column.Annotations, Count) ? Names.Zip(names).TakeWhile(pair => pair.First == pair.Second).Count() : Count;
        return place == Count ? null : $"the key's number {place + 1} is '{Names[place]}', the network's output {place + 1} is '{names[place]}'";
    }

    /// <summary>Throws where the label column of data to be scored numbers the classes otherwise: an evaluation would take one class for another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does.</exception>
    public void RefuseOtherOrder(DataViewSchema scored)
    {
        if (scored.GetColumnOrNull(ColumnName) is { Type: KeyDataViewType { Count: > 0 and <= int.MaxValue } key } column
            && HasValues(Column.Annotations, Count)
            && new ClassLabels(ColumnName, new DataViewSchema.DetachedColumn(column), ReadNames(column, (int)key.Count)).DifferenceTo(Names) is { } difference)
        {
            throw Error(ColumnName, $"{difference}, so that an evaluation would take one class for another. {SameOrder(ColumnName)}");
        }
    }

    /// <summary>How labels get the numbers of a network's outputs.</summary>
    public static string SameOrder(string columnName) =>
        $"Number the labels as the network does: Conversion.MapValueToKey(\"{columnName}\", keyData: mlContext.Data.LoadFromEnumerable(classNames.Select(name => new {{ name }}))).";

    /// <summary>The column of this name in other data, such as those that validate a training.</summary>
    /// <param name="schema">The other data's schema.</param>
    /// <param name="name">What the other data are called in errors.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing, or its keys stand for other classes.</exception>
    public DataViewSchema.Column FindIn(DataViewSchema schema, string name = "validation")
    {
        var other = Resolve(schema, ColumnName);
        if (other.Count != Count)
            throw Error(ColumnName, $"expected a key of {Count} classes, as in the training data, got {other.Column.Type} in the {name} data.");
        if (!other.Names.SequenceEqual(Names))
            throw Error(ColumnName, $"the keys of the {name} data stand for other classes ({Listed(other.Names)}) than those of the training data ({Listed(Names)}). Send both through one fitted MapValueToKey.");
        return schema[ColumnName];
    }

    /// <summary>The first classes, for messages.</summary>
    public static string Listed(IReadOnlyList<string> names) => string.Join(", ", names.Take(10)) + (names.Count > 10 ? ", …" : "");

    private static bool HasValues(DataViewSchema.Annotations annotations, int count) =>
        annotations.Schema.GetColumnOrNull(KeyValues) is { Type: VectorDataViewType { Size: var size } } && size == count;

    private static string[] ReadNames(DataViewSchema.Column column, int count)
    {
        if (HasValues(column.Annotations, count))
        {
            var type = (VectorDataViewType)column.Annotations.Schema[KeyValues].Type;
            var read = typeof(ClassLabels).GetMethod(nameof(ReadValues), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
            return (string[])read.MakeGenericMethod(type.ItemType.RawType).Invoke(null, [column])!;
        }
        return [.. Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    private static string[] ReadValues<T>(DataViewSchema.Column column)
    {
        VBuffer<T> values = default;
        column.Annotations.GetValue(KeyValues, ref values);
        return [.. values.DenseValues().Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")];
    }

    private static ArgumentOutOfRangeException Error(string name, string message) => new("inputSchema", $"Label column '{name}': {message}");
}

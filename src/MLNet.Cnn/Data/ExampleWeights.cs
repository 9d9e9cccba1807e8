using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Reads how much each row counts.</summary>
internal static class ExampleWeights
{
    /// <summary>The column of this name, or none where no name is given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing, or no Single.</exception>
    public static DataViewSchema.Column? FindIn(DataViewSchema schema, string? name)
    {
        if (name is null)
            return null;
        if (schema.GetColumnOrNull(name) is not { } column)
            throw Error(name, ColumnNames.Missing(schema, name));
        return column.Type == NumberDataViewType.Single
            ? column
            : throw Error(name, $"expected Single, got {column.Type}. Put Conversion.ConvertType(\"{name}\", outputKind: DataKind.Single) in front.");
    }

    /// <summary>What reads the weight of the current row.</summary>
    public static Func<float> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<float>(column);
        float weight = 0;
        return () =>
        {
            getter(ref weight);
            return float.IsFinite(weight) && weight >= 0
                ? weight
                : throw new InvalidOperationException(FormattableString.Invariant($"Weight column '{column.Name}', row {row.Position}: the weight is {weight}, but it must be a finite number of at least 0."));
        };
    }

    private static ArgumentOutOfRangeException Error(string name, string message) => new("inputSchema", $"Weight column '{name}': {message}");
}

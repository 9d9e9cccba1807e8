using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>The columns of a view, as messages list them.</summary>
internal static class ColumnNames
{
    /// <summary>What to say where there is no column of a name: those that there are, the most similar first.</summary>
    public static string Missing(DataViewSchema schema, string wanted) => Missing(schema.Where(column => !column.IsHidden).Select(column => column.Name), wanted);

    /// <inheritdoc cref="Missing(DataViewSchema, string)"/>
    public static string Missing(IEnumerable<string> names, string wanted) =>
        $"there is no column of this name. The data has: {string.Join(", ", names.OrderBy(name => Distance(name.ToUpperInvariant(), wanted.ToUpperInvariant())))}.";

    /// <summary>How many letters have to be put in, left out or replaced (Levenshtein).</summary>
    private static int Distance(string first, string second)
    {
        int[] before = [.. Enumerable.Range(0, second.Length + 1)];
        for (int i = 1; i <= first.Length; i++)
        {
            int[] now = new int[before.Length];
            now[0] = i;
            for (int j = 1; j < now.Length; j++)
                now[j] = Math.Min(Math.Min(now[j - 1], before[j]) + 1, before[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1));
            before = now;
        }
        return before[^1];
    }
}

namespace MLNet.Cnn.Benchmarks;

/// <summary>The results of one benchmark.</summary>
/// <param name="Name">The benchmark: fit, transform, predict or memory.</param>
/// <param name="Title">What was compared, in a sentence.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows: a string or a number for each column.</param>
internal sealed record ResultTable(string Name, string Title, IReadOnlyList<ResultColumn> Columns, IReadOnlyList<IReadOnlyList<object>> Rows)
{
    /// <summary>All cells as text, head first.</summary>
    public IReadOnlyList<string[]> Text() =>
        [[.. Columns.Select(column => column.Name)], .. Rows.Select(row => Columns.Select((column, i) => column.Show(row[i])).ToArray())];
}

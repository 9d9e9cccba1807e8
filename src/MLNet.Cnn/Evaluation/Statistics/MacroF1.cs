namespace MLNet.Cnn;

/// <summary>The unweighted mean of the classes' F1, which ML.NET does not offer.</summary>
/// <remarks>Source: scikit-learn's <c>f1_score(average="macro", zero_division=0)</c>: classes that neither occur nor are predicted do not count.</remarks>
internal static class MacroF1
{
    /// <param name="counts">How many images of a class (row) were taken for which (column).</param>
    public static double Of(IReadOnlyList<IReadOnlyList<double>> counts)
    {
        // F1 is 2·hits / (2·hits + misses + false alarms): the class's images and those taken for it.
        var classes = Enumerable.Range(0, counts.Count)
            .Select(index => (Hits: counts[index][index], Involved: counts[index].Sum() + counts.Sum(row => row[index])))
            .Where(one => one.Involved > 0);
        return classes.Average(one => 2 * one.Hits / one.Involved);
    }
}

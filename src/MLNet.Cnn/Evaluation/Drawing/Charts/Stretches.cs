namespace MLNet.Cnn;

/// <summary>What a line with gaps consists of.</summary>
internal static class Stretches
{
    /// <summary>The longest stretches of items that have a place, in their order.</summary>
    public static IEnumerable<IReadOnlyList<T>> Of<T>(IEnumerable<T> items, Func<T, bool> hasPlace)
    {
        var stretch = new List<T>();
        foreach (var item in items)
        {
            if (hasPlace(item))
            {
                stretch.Add(item);
                continue;
            }
            if (stretch.Count > 0)
                yield return stretch;
            stretch = [];
        }
        if (stretch.Count > 0)
            yield return stretch;
    }
}

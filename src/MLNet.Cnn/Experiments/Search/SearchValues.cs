namespace MLNet.Cnn;

/// <summary>The values of one trial.</summary>
public sealed class SearchValues
{
    private readonly SearchSpace _space;
    private readonly IReadOnlyList<double> _point;

    internal SearchValues(SearchSpace space, IReadOnlyList<double> point) => (_space, _point) = (space, point);

    /// <summary>The value of a dimension.</summary>
    /// <param name="dimension">One of the dimensions of the space.</param>
    /// <exception cref="ArgumentException">The space does not have this dimension.</exception>
    public T Of<T>(SearchDimension<T> dimension)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        for (int i = 0; i < _space.Dimensions.Count; i++)
        {
            if (ReferenceEquals(_space.Dimensions[i], dimension))
                return dimension.At(_point[i]);
        }
        throw new ArgumentException($"The search space has no dimension '{dimension.Name}'. It has: {string.Join(", ", _space.Dimensions.Select(known => known.Name))}.", nameof(dimension));
    }

    internal IReadOnlyList<NamedSetting> Settings() =>
        [.. _space.Dimensions.Select((dimension, i) => new NamedSetting(dimension.Name, dimension.TextAt(_point[i])))];
}

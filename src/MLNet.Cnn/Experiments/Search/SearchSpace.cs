namespace MLNet.Cnn;

/// <summary>Which options a search varies, and how the values drawn become options. A definition.</summary>
/// <remarks>
/// <code>
/// var rate = NumberRange.Logarithmic("learning rate", 1e-4, 1e-1);
/// var width = new Choice&lt;int&gt;("filters", 8, 16, 32);
/// var space = new SearchSpace([rate, width], (options, values) => options with
/// {
///     Network = Networks.CompactConvNet(values.Of(width)),
///     Optimizer = new AdamW(values.Of(rate)),
/// });
/// </code>
/// </remarks>
public sealed record SearchSpace
{
    private readonly Func<CnnOptions, SearchValues, CnnOptions> _apply;

    /// <summary>Makes a space.</summary>
    /// <param name="dimensions">What is varied; at least one, each with a name of its own. At most <c>21</c> are searched by <see cref="Sampler.Sobol"/>.</param>
    /// <param name="apply">Gives the options of a trial out of the candidate's and the values drawn. The same values must always give the same options.</param>
    /// <exception cref="ArgumentException">There is no dimension, or two have the same name.</exception>
    public SearchSpace(IReadOnlyList<SearchDimension> dimensions, Func<CnnOptions, SearchValues, CnnOptions> apply)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        ArgumentNullException.ThrowIfNull(apply);
        if (dimensions.Count == 0)
            throw new ArgumentException("The search space has no dimension. Give it at least one, or the candidate no space.", nameof(dimensions));
        if (dimensions.GroupBy(dimension => dimension.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"The search space has {twice.Count()} dimensions '{twice.Key}'. Give each a name of its own.", nameof(dimensions));
        Dimensions = [.. dimensions];
        _apply = apply;
    }

    /// <summary>What is varied.</summary>
    public IReadOnlyList<SearchDimension> Dimensions { get; }

    /// <summary>How many combinations there are, or <see langword="null"/> where a dimension is a range of numbers.</summary>
    internal long? Count => Dimensions.Aggregate((long?)1, (product, dimension) => product * dimension.Count);

    internal CnnOptions Apply(CnnOptions options, SearchValues values) => _apply(options, values)
        ?? throw new InvalidOperationException($"The search space's function returned null for {string.Join(", ", values.Settings())}.");

    internal string Describe() => string.Join("; ", Dimensions.Select(dimension => dimension.Describe()));
}

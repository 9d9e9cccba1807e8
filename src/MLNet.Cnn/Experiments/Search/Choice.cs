namespace MLNet.Cnn;

/// <summary>One of some values: batch sizes, optimizers, augmentations, networks.</summary>
public sealed record Choice<T> : SearchDimension<T>
{
    private readonly string[] _texts;

    /// <summary>Makes a choice.</summary>
    /// <param name="name">Its name in tables.</param>
    /// <param name="values">The values; at least one. Tables show them by their <c>ToString</c>.</param>
    /// <exception cref="ArgumentException">There is no value, or two cannot be told apart in a table.</exception>
    public Choice(string name, params IReadOnlyList<T> values)
        : this(name, values, [.. values.Select(Text)])
    {
    }

    private Choice(string name, IReadOnlyList<T> values, string[] texts)
        : base(name)
    {
        if (values.Count == 0)
            throw new ArgumentException($"The choice '{name}' has no value. Give it at least one.", nameof(values));
        if (texts.GroupBy(text => text).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"The choice '{name}' has '{twice.Key}' {twice.Count()} times. Each value must have a text of its own; Choice.Named gives values a name.", nameof(values));
        (Values, _texts) = ([.. values], texts);
    }

    /// <summary>The values.</summary>
    public IReadOnlyList<T> Values { get; }

    internal override int? Count => Values.Count;

    /// <summary>Makes a choice whose values have names: for values that print long.</summary>
    /// <param name="name">Its name in tables.</param>
    /// <param name="values">Each value with its name.</param>
    /// <exception cref="ArgumentException">There is no value, or two have the same name.</exception>
    public static Choice<T> Named(string name, params IReadOnlyList<(string Name, T Value)> values) =>
        new(name, [.. values.Select(value => value.Value)], [.. values.Select(value => value.Name)]);

    internal override T At(double place) => Values[IndexAt(place)];

    internal override string TextAt(double place) => _texts[IndexAt(place)];

    internal override string Describe() => $"{Name}: {string.Join(" | ", _texts)}";

    private int IndexAt(double place) => Math.Min((int)(place * Values.Count), Values.Count - 1);
}

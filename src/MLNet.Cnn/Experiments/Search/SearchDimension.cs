using System.Collections;
using System.Globalization;

namespace MLNet.Cnn;

/// <summary>One thing that a search varies. A definition.</summary>
public abstract record SearchDimension
{
    private protected SearchDimension(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>Its name in tables: <c>learning rate</c>.</summary>
    public string Name { get; }

    /// <summary>How many values it has, or <see langword="null"/> for a range of numbers.</summary>
    internal abstract int? Count { get; }

    /// <summary>The value at a place between 0 and 1, as text.</summary>
    internal abstract string TextAt(double place);

    /// <summary>Everything that tells it from another, as text.</summary>
    internal abstract string Describe();
}

/// <summary>One thing that a search varies, with values of a type.</summary>
public abstract record SearchDimension<T> : SearchDimension
{
    private protected SearchDimension(string name)
        : base(name)
    {
    }

    internal override string TextAt(double place) => Text(At(place));

    /// <summary>The value at a place between 0 and 1, 1 not included.</summary>
    internal abstract T At(double place);

    private protected static string Text(T value) => value switch
    {
        double number => number.ToString("G4", CultureInfo.InvariantCulture),
        // Records print their lists as types.
        IEnumerable list and not string => string.Join(", ", list.Cast<object>()),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "none",
    };
}

using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MLNet.Cnn;

/// <summary>An immutable list of numbers that is compared by value, for use inside definitions: <c>Mean = [0.5f]</c>.</summary>
[CollectionBuilder(typeof(ValueList), nameof(Create))]
public sealed class ValueList : IReadOnlyList<float>, IEquatable<ValueList>
{
    private readonly float[] _values;

    private ValueList(float[] values) => _values = values;

    /// <summary>Makes a list of a copy of <paramref name="values"/>.</summary>
    public static ValueList Create(ReadOnlySpan<float> values) => new(values.ToArray());

    /// <inheritdoc/>
    public float this[int index] => _values[index];

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <summary>The values, without a copy.</summary>
    public ReadOnlySpan<float> AsSpan() => _values;

    /// <inheritdoc/>
    public bool Equals(ValueList? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (float value in _values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<float> GetEnumerator() => ((IEnumerable<float>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary><c>[0.5, 0.25]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", _values.Select(v => v.ToString(CultureInfo.InvariantCulture)))}]";
}

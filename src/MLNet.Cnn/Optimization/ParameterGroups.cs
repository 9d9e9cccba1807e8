using System.Collections;
using System.Runtime.CompilerServices;

namespace MLNet.Cnn;

/// <summary>An immutable list of groups of weights, compared by value; a weight belongs to the first group that matches it.</summary>
[CollectionBuilder(typeof(ParameterGroups), nameof(Create))]
public sealed class ParameterGroups : IReadOnlyList<ParameterGroup>, IEquatable<ParameterGroups>
{
    private readonly ParameterGroup[] _groups;

    private ParameterGroups(ParameterGroup[] groups) => _groups = groups;

    /// <summary>No group: all weights are treated alike.</summary>
    public static ParameterGroups None { get; } = [];

    /// <summary>Makes a list of groups.</summary>
    public static ParameterGroups Create(ReadOnlySpan<ParameterGroup> groups) => new(groups.ToArray());

    /// <inheritdoc/>
    public ParameterGroup this[int index] => _groups[index];

    /// <inheritdoc/>
    public int Count => _groups.Length;

    /// <inheritdoc/>
    public bool Equals(ParameterGroups? other) => other is not null && _groups.AsSpan().SequenceEqual(other._groups);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterGroups);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var group in _groups)
            hash.Add(group);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<ParameterGroup> GetEnumerator() => ((IEnumerable<ParameterGroup>)_groups).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The groups, one behind the other.</summary>
    public override string ToString() => $"[{string.Join(", ", _groups.Select(group => group.ToString()))}]";
}

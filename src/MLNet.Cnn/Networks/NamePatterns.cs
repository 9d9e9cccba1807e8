using System.Collections;
using System.Runtime.CompilerServices;

namespace MLNet.Cnn;

/// <summary>An immutable list of patterns of names, of layers or of weights, compared by value: <c>["conv2d", "batch_normalization*"]</c>.</summary>
/// <remarks>A pattern is held against the whole name of a layer, or the whole path of a weight, <c>conv2d/kernel</c>; <c>*</c> stands for any characters, <c>?</c> for one.</remarks>
[CollectionBuilder(typeof(NamePatterns), nameof(Create))]
public sealed class NamePatterns : IReadOnlyList<string>, IEquatable<NamePatterns>
{
    private readonly string[] _patterns;

    private NamePatterns(string[] patterns) => _patterns = patterns;

    /// <summary>No pattern.</summary>
    public static NamePatterns None { get; } = [];

    /// <summary>Makes a list of patterns.</summary>
    public static NamePatterns Create(ReadOnlySpan<string> patterns) => new(patterns.ToArray());

    /// <inheritdoc/>
    public string this[int index] => _patterns[index];

    /// <inheritdoc/>
    public int Count => _patterns.Length;

    /// <inheritdoc/>
    public bool Equals(NamePatterns? other) => other is not null && _patterns.AsSpan().SequenceEqual(other._patterns);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NamePatterns);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (string pattern in _patterns)
            hash.Add(pattern);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_patterns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary><c>[*/bias, */gamma]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", _patterns)}]";
}

using System.Collections;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MLNet.Cnn;

/// <summary>The weights of a network: named arrays in Keras' layout, in the order of the layers. Immutable.</summary>
public sealed class NetworkWeights : IReadOnlyList<WeightArray>
{
    private readonly IReadOnlyList<WeightArray> _arrays;

    /// <summary>Collects the weights of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="arrays">One array for each of its weights, in any order.</param>
    /// <exception cref="ArgumentException">An array is missing, superfluous or of another shape; the message names it.</exception>
    public NetworkWeights(Network network, IEnumerable<WeightArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(arrays);
        var byPath = new Dictionary<string, WeightArray>();
        foreach (var array in arrays)
        {
            if (!byPath.TryAdd(array.Path, array))
                throw new ArgumentException($"The weight '{array.Path}' was given twice.", nameof(arrays));
        }
        var ordered = new List<WeightArray>();
        foreach (var (path, spec) in SpecsOf(network))
        {
            if (!byPath.Remove(path, out var array))
                throw new ArgumentException($"The weight '{path}' of the network '{network.Name}' is missing.", nameof(arrays));
            if (!array.Shape.Equals(spec.Shape) || array.Values.Length != spec.Shape.Size)
                throw new ArgumentException($"The weight '{path}' has the shape {array.Shape} with {array.Values.Length} values, but the network '{network.Name}' needs {spec.Shape}.", nameof(arrays));
            // A copy, so that nobody can change the values afterwards.
            ordered.Add(array with { Values = array.Values.ToArray() });
        }
        if (byPath.Count > 0)
            throw new ArgumentException($"The network '{network.Name}' has no weight '{byPath.Keys.First()}'.", nameof(arrays));
        _arrays = ordered;
    }

    /// <inheritdoc/>
    public int Count => _arrays.Count;

    /// <inheritdoc/>
    public WeightArray this[int index] => _arrays[index];

    /// <summary>The weight of this path.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those that there are.</exception>
    public WeightArray this[string path] => _arrays.FirstOrDefault(array => array.Path == path)
        ?? throw new KeyNotFoundException($"There is no weight '{path}'. There are: {string.Join(", ", _arrays.Select(array => array.Path))}.");

    /// <summary>The first weights of a network, drawn from a seed: the same for the same seed, on every machine.</summary>
    public static NetworkWeights Initialize(Network network, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new(network, SpecsOf(network).Select((weight, index) => new WeightArray(
            weight.Path, weight.Spec.Shape, WeightInitialization.Draw(weight.Spec, seed, index))));
    }

    /// <summary>The weights of a network that is part of this one.</summary>
    internal NetworkWeights Of(Network part)
    {
        var paths = SpecsOf(part).Select(weight => weight.Path).ToHashSet();
        return new(part, _arrays.Where(array => paths.Contains(array.Path)));
    }

    /// <summary>SHA-256 over the bytes of all values in order (little-endian float32), in hexadecimal: equal weights have equal hashes.</summary>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var array in _arrays)
            hash.AppendData(MemoryMarshal.AsBytes(array.Values.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public IEnumerator<WeightArray> GetEnumerator() => _arrays.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<(string Path, WeightSpec Spec)> SpecsOf(Network network) =>
        network.Layers.SelectMany(layer => layer.Weights.Select(spec => (layer.PathOf(spec), spec)));
}

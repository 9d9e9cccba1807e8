namespace MLNet.Cnn;

/// <summary>The points that a candidate's search tries, one after the other: a pure function of seed, candidate and place.</summary>
/// <param name="space">The space.</param>
/// <param name="sampler">How points are drawn.</param>
/// <param name="seed">The experiment's seed.</param>
/// <param name="candidate">The candidate's place.</param>
internal sealed class SamplePoints(SearchSpace space, Sampler sampler, ulong seed, int candidate)
{
    /// <summary>How many there are, or <see langword="null"/> without end.</summary>
    public long? Count => sampler == Sampler.Grid ? space.Count : null;

    /// <summary>The point at a place, from 0 on.</summary>
    public IReadOnlyList<double> At(int index) => sampler switch
    {
        Sampler.Grid => GridPoint(index),
        Sampler.Random => Random(index),
        _ => Sobol(index),
    };

    private double[] Random(int index)
    {
        var random = new KeyedRandom(seed, RandomPurpose.Search, candidate, index);
        return [.. space.Dimensions.Select(_ => random.NextDouble())];
    }

    private double[] Sobol(int index)
    {
        // A shift of all points by the exclusive or keeps them evenly spread.
        var shift = new KeyedRandom(seed, RandomPurpose.Search, candidate);
        return [.. space.Dimensions.Select((_, dimension) => (SobolSequence.Coordinate((uint)index, dimension) ^ (uint)(shift.NextBits() >> 32)) / 4294967296.0)];
    }

    private double[] GridPoint(int index)
    {
        var point = new double[space.Dimensions.Count];
        // The last dimension changes fastest, as in nested loops.
        for (int i = point.Length - 1; i >= 0; i--)
        {
            int count = space.Dimensions[i].Count!.Value;
            point[i] = (index % count + 0.5) / count;
            index /= count;
        }
        return point;
    }
}

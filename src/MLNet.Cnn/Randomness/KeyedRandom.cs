namespace MLNet.Cnn;

/// <summary>A random stream that is a pure function of its key: seed, purpose and up to two counters.</summary>
/// <remarks>
/// No generator is shared or carried along, so an epoch, a row or a step draws the same numbers wherever and whenever it
/// runs, and a resumed run goes on exactly where a killed one stopped. Source: Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators" (2014), SplitMix64.
/// </remarks>
internal struct KeyedRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    public KeyedRandom(ulong seed, RandomPurpose purpose, long first = 0, long second = 0)
    {
        _state = Mix(Mix(Mix(Mix(seed + Golden) ^ (ulong)purpose) + (ulong)first * Golden) ^ (ulong)second);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => Mix(_state += Golden);

    /// <summary>A number from 0 up to but not including 1, with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 up to but not including <paramref name="exclusiveMaximum"/>, without bias.</summary>
    public int Next(int exclusiveMaximum)
    {
        // Lemire (2019): the high half of a product is even once the few low products are drawn again.
        ulong range = (ulong)exclusiveMaximum;
        ulong high = Math.BigMul(NextBits(), range, out ulong low);
        if (low < range)
        {
            ulong threshold = (0 - range) % range;
            while (low < threshold)
                high = Math.BigMul(NextBits(), range, out low);
        }
        return (int)high;
    }

    /// <summary>A normally distributed number with mean 0 and variance 1 (Box and Muller, 1958).</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Puts <paramref name="values"/> into a random order (Fisher and Yates).</summary>
    public void Shuffle(Span<int> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

namespace MLNet.Cnn.Samples.Digits;

/// <summary>Random numbers that are the same in every process, on every machine and in every version of .NET.</summary>
/// <remarks>
/// SplitMix64. The key takes the number of the image in, so that each image depends on nothing but the seed and its own
/// number. Only additions, multiplications and divisions are used: sines and logarithms differ between platforms.
/// </remarks>
internal sealed class DigitRandom(ulong seed, ulong stream)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(Mix(seed + Golden) ^ Mix(stream * Golden + 1));

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits() => Mix(_state += Golden);

    /// <summary>A number from 0 up to, but without, 1.</summary>
    public float NextUnit() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>A whole number from 0 up to, but without, <paramref name="count"/>.</summary>
    public int NextIndex(int count) => (int)(((NextBits() >> 32) * (ulong)count) >> 32);

    /// <summary>A number between two bounds, each as likely as any other.</summary>
    public float NextBetween(float low, float high) => low + (high - low) * NextUnit();

    /// <summary>A number between two bounds, more often near the middle than near a bound.</summary>
    public float NextAround(float low, float high) => low + (high - low) * 0.5f * (NextUnit() + NextUnit());

    /// <summary><see langword="true"/> with the given probability.</summary>
    public bool NextChance(float probability) => NextUnit() < probability;

    /// <summary>A number from a bell curve with mean 0 and standard deviation 1.</summary>
    /// <remarks>The sum of four uniform 16-bit numbers is near enough to a normal distribution, and needs no logarithm.</remarks>
    public float NextNormal()
    {
        const float Mean = 4 * 65535 / 2f;
        const float Deviation = 37836.9f; // 65536 * sqrt(4 / 12)
        var bits = NextBits();
        var sum = (ushort)bits + (ushort)(bits >> 16) + (ushort)(bits >> 32) + (ushort)(bits >> 48);
        return (sum - Mean) / Deviation;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

namespace MLNet.Cnn.Tests;

public class KeyedRandomTests
{
    // SplitMix64 from state 0, as java.util.SplittableRandom and Vigna's splitmix64.c give it.
    [Fact]
    public void Is_SplitMix64()
    {
        // The mixing function turns this seed into 1, which the purpose 1 cancels: the stream begins at state 0.
        const ulong seed = 0xF8364607E9C949BD;
        Assert.Equal(1, (int)RandomPurpose.Initialization);
        var random = new KeyedRandom(seed, RandomPurpose.Initialization);

        Assert.Equal([0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F], Enumerable.Range(0, 3).Select(_ => random.NextBits()));
    }

    [Fact]
    public void Equal_keys_give_equal_streams() => Assert.Equal(
        Stream(new KeyedRandom(7, RandomPurpose.Order, 3, 4)), Stream(new KeyedRandom(7, RandomPurpose.Order, 3, 4)));

    [Fact]
    public void Streams_of_different_keys_share_nothing()
    {
        var purposes = Enum.GetValues<RandomPurpose>();
        var keys =
            from seed in new ulong[] { 0, 1, 2, ulong.MaxValue }
            from purpose in purposes
            from first in new long[] { 0, 1, 2, -1 }
            from second in new long[] { 0, 1, 2, -1 }
            select new KeyedRandom(seed, purpose, first, second);
        var numbers = keys.SelectMany(Stream).ToArray();

        // Two of so few 64-bit numbers are equal by chance once in 10^13 trials.
        Assert.Equal(4 * purposes.Length * 16 * 8, numbers.Length);
        Assert.Distinct(numbers);
    }

    [Fact]
    public void Doubles_fill_the_interval_from_0_to_1()
    {
        var random = new KeyedRandom(1, RandomPurpose.Step);
        double[] values = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble())];

        Assert.All(values, value => Assert.True(value is >= 0 and < 1));
        Assert.InRange(values.Average(), 0.49, 0.51);
        Assert.All(values.CountBy(value => (int)(value * 10)), tenth => Assert.InRange(tenth.Value, 1_800, 2_200));
    }

    [Fact]
    public void Normal_numbers_have_mean_0_and_variance_1()
    {
        var random = new KeyedRandom(1, RandomPurpose.Step);
        double[] values = [.. Enumerable.Range(0, 40_000).Select(_ => random.NextNormal())];

        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(value => value * value), 0.97, 1.03);
        // 68.27 % lie within one deviation.
        Assert.InRange(values.Count(value => Math.Abs(value) < 1) / 40_000.0, 0.67, 0.695);
        Assert.All(values, value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(10)]
    public void Whole_numbers_are_even(int exclusiveMaximum)
    {
        var random = new KeyedRandom(1, RandomPurpose.Split);
        int[] counts = new int[exclusiveMaximum];
        foreach (int _ in Enumerable.Range(0, 2_000 * exclusiveMaximum))
            counts[random.Next(exclusiveMaximum)]++;

        // Five standard deviations of a count of 2,000.
        Assert.All(counts, count => Assert.InRange(count, 1_775, 2_225));
    }

    [Fact]
    public void Shuffling_keeps_every_value_once()
    {
        int[] values = [.. Enumerable.Range(0, 1_000)];
        new KeyedRandom(1, RandomPurpose.Order).Shuffle(values);

        Assert.NotEqual(Enumerable.Range(0, 1_000), values);
        Assert.Equal(Enumerable.Range(0, 1_000), values.Order());
    }

    [Fact]
    public void All_orders_of_three_are_alike()
    {
        var random = new KeyedRandom(1, RandomPurpose.Order);
        var orders = Enumerable.Range(0, 6_000).Select(_ =>
        {
            int[] values = [0, 1, 2];
            random.Shuffle(values);
            return string.Concat(values);
        });

        var counts = orders.CountBy(order => order).ToArray();
        Assert.Equal(6, counts.Length);
        Assert.All(counts, count => Assert.InRange(count.Value, 850, 1_150));
    }

    private static ulong[] Stream(KeyedRandom random) => [.. Enumerable.Range(0, 8).Select(_ => random.NextBits())];
}

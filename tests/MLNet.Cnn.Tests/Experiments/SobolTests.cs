namespace MLNet.Cnn.Tests;

public class SobolTests
{
    // Joe and Kuo's own program (sobol.cc) prints these for "sobol 10 3 new-joe-kuo-6.21201".
    private static readonly double[][] Published =
    [
        [0, 0, 0],
        [0.5, 0.5, 0.5],
        [0.75, 0.25, 0.25],
        [0.25, 0.75, 0.75],
        [0.375, 0.375, 0.625],
        [0.875, 0.875, 0.125],
        [0.625, 0.125, 0.875],
        [0.125, 0.625, 0.375],
        [0.1875, 0.3125, 0.9375],
        [0.6875, 0.8125, 0.4375],
    ];

    [Fact]
    public void The_first_points_are_those_that_Joe_and_Kuo_publish()
    {
        var points = Enumerable.Range(0, Published.Length)
            .Select(index => Enumerable.Range(0, 3).Select(dimension => SobolSequence.Coordinate((uint)index, dimension) / 4294967296.0).ToArray());

        Assert.Equal(Published, points);
    }

    [Fact]
    public void In_every_dimension_the_first_256_points_lie_in_256_different_intervals()
    {
        for (int dimension = 0; dimension < SobolSequence.MaxDimensions; dimension++)
            Assert.Equal(Enumerable.Range(0, 256), Enumerable.Range(0, 256).Select(index => (int)(SobolSequence.Coordinate((uint)index, dimension) >> 24)).Order());
    }

    [Fact]
    public void No_two_dimensions_are_the_same()
    {
        var sequences = Enumerable.Range(0, SobolSequence.MaxDimensions)
            .Select(dimension => string.Join(' ', Enumerable.Range(0, 64).Select(index => SobolSequence.Coordinate((uint)index, dimension))));

        Assert.Equal(SobolSequence.MaxDimensions, sequences.Distinct().Count());
    }

    [Fact]
    public void A_seed_shifts_the_points_and_leaves_them_evenly_spread()
    {
        var space = new SearchSpace([new NumberRange("a", 0, 1), new NumberRange("b", 0, 1)], (options, _) => options);
        var first = new SamplePoints(space, Sampler.Sobol, seed: 1, candidate: 0);
        var second = new SamplePoints(space, Sampler.Sobol, seed: 2, candidate: 0);

        Assert.NotEqual(first.At(0), second.At(0));
        for (int dimension = 0; dimension < 2; dimension++)
            Assert.Equal(Enumerable.Range(0, 64), Enumerable.Range(0, 64).Select(index => (int)(second.At(index)[dimension] * 64)).Order());
    }
}

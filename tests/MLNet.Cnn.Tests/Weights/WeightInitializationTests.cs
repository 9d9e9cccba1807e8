namespace MLNet.Cnn.Tests;

public class WeightInitializationTests
{
    private static readonly Shape Dense = new(300, 200);

    // Variances by Keras: Glorot 2 / (in + out), He 2 / in, LeCun 1 / in. With 60,000 values the error is below 3 %.
    [Fact]
    public void Kernels_have_the_variance_of_their_initializer()
    {
        HasMoments(Initializers.GlorotUniform, 0, 2.0 / 500);
        HasMoments(Initializers.GlorotNormal, 0, 2.0 / 500);
        HasMoments(Initializers.HeUniform, 0, 2.0 / 300);
        HasMoments(Initializers.HeNormal, 0, 2.0 / 300);
        HasMoments(Initializers.LecunUniform, 0, 1.0 / 300);
        HasMoments(Initializers.LecunNormal, 0, 1.0 / 300);
        HasMoments(new VarianceScalingInitializer(3, Fan.Out, InitialDistribution.Uniform), 0, 3.0 / 200);
    }

    // Uniform: (b - a)^2 / 12. Cutting a normal distribution at two deviations leaves 0.87962566^2 of its variance.
    [Fact]
    public void Plain_distributions_have_their_mean_and_variance()
    {
        HasMoments(Initializers.RandomNormal(1, 0.5f), 1, 0.25);
        HasMoments(Initializers.TruncatedNormal(1, 0.5f), 1, 0.25 * 0.87962566 * 0.87962566);
        HasMoments(Initializers.RandomUniform(-1, 3), 1, 16.0 / 12);
    }

    [Fact]
    public void Constants_are_constant()
    {
        Assert.All(Draw(Initializers.Constant(0.25f), new(7)), value => Assert.Equal(0.25f, value));
        Assert.All(Draw(Initializers.Zeros, new(7)), value => Assert.Equal(0f, value));
        Assert.All(Draw(Initializers.Ones, new(7)), value => Assert.Equal(1f, value));
    }

    // sqrt(6 / (in + out)), and the last percent of it is reached.
    [Fact]
    public void GlorotUniform_fills_its_bounds() => Fills(Math.Sqrt(6.0 / 500), Initializers.GlorotUniform, Dense);

    [Fact]
    public void The_window_of_a_convolution_counts_as_connections()
    {
        var kernel = new Shape(3, 5, 16, 32);

        // in = 3*5*16 = 240, out = 3*5*32 = 480.
        Fills(Math.Sqrt(6.0 / 720), Initializers.GlorotUniform, kernel);
        Fills(Math.Sqrt(6.0 / 240), Initializers.HeUniform, kernel);
        Fills(Math.Sqrt(3.0 / 480), new VarianceScalingInitializer(1, Fan.Out, InitialDistribution.Uniform), kernel);
    }

    [Fact]
    public void A_vector_has_as_many_connections_as_values() => Fills(Math.Sqrt(6.0 / 4000), Initializers.GlorotUniform, new(2000));

    [Fact]
    public void Truncated_values_lie_within_two_deviations()
    {
        Fills(2 * 0.05, Initializers.TruncatedNormal(), Dense);
        Fills(2 * Math.Sqrt(2.0 / 300) / 0.87962566, Initializers.HeNormal, Dense);
    }

    [Fact]
    public void The_same_seed_and_index_draw_the_same_values()
    {
        float[] values = Draw(Initializers.GlorotUniform, Dense, seed: 5, index: 2);

        Assert.Equal(values, Draw(Initializers.GlorotUniform, Dense, seed: 5, index: 2));
        Assert.NotEqual(values, Draw(Initializers.GlorotUniform, Dense, seed: 6, index: 2));
        Assert.NotEqual(values, Draw(Initializers.GlorotUniform, Dense, seed: 5, index: 3));
    }

    private static float[] Draw(Initializer initializer, Shape shape, ulong seed = 1, int index = 0) =>
        WeightInitialization.Draw(new WeightSpec("kernel", shape, initializer, Trainable: true), seed, index);

    private static void HasMoments(Initializer initializer, double mean, double variance)
    {
        float[] values = Draw(initializer, Dense);
        double average = values.Average(value => (double)value);
        double spread = values.Average(value => (value - average) * (value - average));

        Assert.InRange(average, mean - 0.02 * Math.Sqrt(variance), mean + 0.02 * Math.Sqrt(variance));
        Assert.InRange(spread / variance, 0.97, 1.03);
    }

    private static void Fills(double bound, Initializer initializer, Shape shape)
    {
        float[] values = Draw(initializer, shape);

        Assert.InRange(values.Max() / bound, 0.99, 1.000001);
        Assert.InRange(values.Min() / bound, -1.000001, -0.99);
    }
}

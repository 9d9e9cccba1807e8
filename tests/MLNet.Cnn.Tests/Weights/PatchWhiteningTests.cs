namespace MLNet.Cnn.Tests;

public class PatchWhiteningTests
{
    // Patches (1, 2), (3, 5): means 2 and 3.5, deviations -1, 1 and -1.5, 1.5.
    [Fact]
    public void The_covariance_is_that_of_all_patches()
    {
        var patches = new PatchCovariance(new(2, 2, 1), (1, 2));

        patches.Add([1, 2, 3, 5]);

        Assert.Equal((2, 2), (patches.Count, patches.Size));
        Assert.Equal(new double[,] { { 1, 1.5 }, { 1.5, 2.25 } }, patches.ToMatrix());
    }

    // The patches of a 2x3x2 image under a 2x2 window begin at columns 0 and 1; values in the order row, column, channel.
    [Fact]
    public void Patches_overlap_and_run_over_rows_columns_and_channels()
    {
        float[] image = [.. Enumerable.Range(0, 12).Select(i => (float)(i * i))];
        var patches = new PatchCovariance(new(2, 3, 2), 2);

        patches.Add(image);

        int[] first = [0, 1, 2, 3, 6, 7, 8, 9];
        for (int i = 0; i < first.Length; i++)
        {
            for (int j = 0; j < first.Length; j++)
            {
                // Of two values the covariance is the product of half their differences.
                double expected = (image[first[i] + 2] - image[first[i]]) / 2 * ((image[first[j] + 2] - image[first[j]]) / 2);
                Assert.Equal(expected, patches.ToMatrix()[i, j], 1e-6 * Math.Max(1, expected));
            }
        }
    }

    // Variances 3 along (1, 1) and 1 along (1, -1).
    [Fact]
    public void Filters_are_the_components_over_their_deviations_and_then_their_opposites()
    {
        float[] kernel = PatchWhitening.Kernel(new() { Epsilon = 1 }, 4, new double[,] { { 2, 1 }, { 1, 2 } });

        double first = Math.Sqrt(0.5) / Math.Sqrt(3 + 1), second = Math.Sqrt(0.5) / Math.Sqrt(1 + 1);
        double sign = Math.Sign(kernel[1]);
        Engine.AssertClose([(float)first, (float)(sign * second), (float)-first, (float)(-sign * second)], kernel[..4], 1e-6);
        Engine.AssertClose([(float)first, (float)(-sign * second), (float)-first, (float)(sign * second)], kernel[4..], 1e-6);
    }

    [Fact]
    public void Fewer_filters_are_the_components_of_the_largest_variances()
    {
        float[] kernel = PatchWhitening.Kernel(new(), 3, new double[,] { { 1, 0, 0 }, { 0, 4, 0 }, { 0, 0, 9 } });

        Engine.AssertClose([0, 0, 0, 0, 1 / 2f, 0, 1 / 3f, 0, -1 / 3f], kernel, 1e-3);
    }

    // Values of variance 1 that have nothing to do with each other are their own components.
    [Fact]
    public void Without_images_patches_count_as_white()
    {
        var network = Network.Sequential(new(4, 4, 1), new Conv2D(8, 2) { KernelInitializer = Initializers.PatchWhitening() });

        var kernel = NetworkWeights.Initialize(network, 1)["conv2d/kernel"].Values.Span;

        for (int value = 0; value < 4; value++)
        {
            for (int filter = 0; filter < 8; filter++)
                Assert.Equal(filter % 4 == value ? (filter < 4 ? 1 : -1) / Math.Sqrt(1 + 5e-4) : 0, kernel[value * 8 + filter], 1e-6);
        }
    }
}

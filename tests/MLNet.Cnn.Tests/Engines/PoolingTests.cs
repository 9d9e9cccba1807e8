namespace MLNet.Cnn.Tests;

public class PoolingTests
{
    [Fact]
    public void Of_1_minus1_minus1_minus2_max_takes_1_and_average_minus_0_75()
    {
        float[] window = [1, -1, -1, -2];

        Assert.Equal([1f], Engine.Output(Network.Sequential(new(2, 2, 1), new MaxPooling2D(2, 1)), window));
        Assert.Equal([-0.75f], Engine.Output(Network.Sequential(new(2, 2, 1), new AveragePooling2D(2, 1)), window));
    }

    [Fact]
    public void Stride_1_makes_4x4_of_5x5()
    {
        float[] image = [.. Enumerable.Range(0, 25).Select(i => (float)i)];

        var map = Engine.Output(Network.Sequential(new(5, 5, 1), new MaxPooling2D(2, 1)), image);

        Assert.Equal([.. from row in Enumerable.Range(1, 4) from column in Enumerable.Range(1, 4) select (float)(row * 5 + column)], map);
    }

    [Fact]
    public void Padded_pixels_are_never_the_maximum()
    {
        // 2x2 windows side by side over 3x3 under Same: one row and column of padding, at the end.
        float[] image = [-1, -2, -3, -4, -5, -6, -7, -8, -9];

        var map = Engine.Output(Network.Sequential(new(3, 3, 1), new MaxPooling2D(2) { Padding = Padding.Same }), image);

        Assert.Equal([-1f, -3, -7, -9], map);
    }

    [Fact]
    public void Padded_pixels_are_no_part_of_an_average()
    {
        float[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9];

        var uneven = Engine.Output(Network.Sequential(new(3, 3, 1), new AveragePooling2D(2) { Padding = Padding.Same }), image);
        var even = Engine.Output(Network.Sequential(new(3, 3, 1), new AveragePooling2D(3, 1) { Padding = Padding.Same }), image);

        Assert.Equal([(1 + 2 + 4 + 5) / 4f, (3 + 6) / 2f, (7 + 8) / 2f, 9f], uneven);
        Assert.Equal([(1 + 2 + 4 + 5) / 4f, (1 + 2 + 3 + 4 + 5 + 6) / 6f, (2 + 3 + 5 + 6) / 4f], even[..3]);
    }

    [Fact]
    public void Global_poolings_give_one_number_a_channel()
    {
        float[] image = [1, 10, 2, 20, 3, 30, 6, 60]; // 2x2, two channels

        Assert.Equal([3f, 30], Engine.Output(Network.Sequential(new(2, 2, 2), new GlobalAveragePooling2D()), image));
        Assert.Equal([6f, 60], Engine.Output(Network.Sequential(new(2, 2, 2), new GlobalMaxPooling2D()), image));
    }

    [Fact]
    public void Flatten_takes_rows_then_columns_then_channels()
    {
        float[] image = [.. Enumerable.Range(0, 12).Select(i => (float)i)];

        Assert.Equal(image, Engine.Output(Network.Sequential(new(2, 2, 3), new Flatten()), image));
    }
}

namespace MLNet.Cnn.Tests;

public class WeightLayoutTests
{
    // Keras (height 1, width 2, in 2, out 3): the value hwio says where it stands, h * 1000 + w * 100 + i * 10 + o.
    private static readonly Shape Kernel = new(1, 2, 2, 3);
    private static readonly float[] Keras = [0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112];
    private static readonly float[] OutputFirst = [0, 100, 10, 110, 1, 101, 11, 111, 2, 102, 12, 112];

    [Fact]
    public void Output_channels_come_first_and_pixels_last() => Assert.Equal(OutputFirst, WeightLayout.ToOutputFirst(Keras, Kernel));

    [Fact]
    public void And_back() => Assert.Equal(Keras, WeightLayout.FromOutputFirst(OutputFirst, Kernel));

    [Fact]
    public void The_shape_follows() => Assert.Equal([6L, 5L, 3L, 4L], WeightLayout.OutputFirst(new Shape(3, 4, 5, 6)));

    [Fact]
    public void Rows_stay_before_columns()
    {
        // One channel in and out: both layouts are the image itself.
        float[] kernel = [1, 2, 3, 4, 5, 6];

        Assert.Equal(kernel, WeightLayout.ToOutputFirst(kernel, new(2, 3, 1, 1)));
    }

    [Theory]
    [InlineData(3, 3, 3, 2)]
    [InlineData(1, 1, 5, 7)]
    [InlineData(5, 2, 1, 4)]
    public void There_and_back_changes_nothing(int height, int width, int ins, int outs)
    {
        var shape = new Shape(height, width, ins, outs);
        float[] kernel = [.. Enumerable.Range(0, shape.Size).Select(i => (float)i)];

        Assert.Equal(kernel, WeightLayout.FromOutputFirst(WeightLayout.ToOutputFirst(kernel, shape), shape));
    }
}

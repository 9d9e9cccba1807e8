namespace MLNet.Cnn.Tests;

public class Pooling2DTests
{
    [Theory]
    [InlineData(2, 1, Padding.Valid, "4x4x3")]
    [InlineData(2, 2, Padding.Valid, "2x2x3")]
    [InlineData(2, 2, Padding.Same, "3x3x3")]
    [InlineData(3, 2, Padding.Valid, "2x2x3")]
    [InlineData(3, 1, Padding.Same, "5x5x3")]
    public void Gives_the_output_shape(int poolSize, int strides, Padding padding, string output)
    {
        Assert.Equal(output, OutputOf(new MaxPooling2D(poolSize, strides) { Padding = padding }));
        Assert.Equal(output, OutputOf(new AveragePooling2D(poolSize, strides) { Padding = padding }));
    }

    [Fact]
    public void Windows_stand_side_by_side_unless_strides_are_given()
    {
        Assert.Equal("2x1x3", OutputOf(new MaxPooling2D((2, 3))));
        Assert.Equal("4x3x3", OutputOf(new MaxPooling2D((2, 3), 1)));
        Assert.Equal("2x1x3", OutputOf(new MaxPooling2D(2) with { PoolSize = (2, 3) }));
    }

    [Fact]
    public void There_are_no_weights() =>
        Assert.Equal(0, Network.Sequential(new(5, 5, 3), new MaxPooling2D(), new AveragePooling2D()).ParameterCount);

    [Fact]
    public void Refuses_a_window_that_does_not_fit_the_image()
    {
        Refusal.Says(
            "Layer 'max_pooling2d' (MaxPooling2D): a 6x2 window does not fit the 5x5x3 input under Padding.Valid. Use Padding.Same, a smaller window or a larger image.",
            () => OutputOf(new MaxPooling2D((6, 2))));
        Refusal.Says(
            "Layer 'average_pooling2d' (AveragePooling2D): a 6x6 window does not fit the 5x5x3 input under Padding.Valid. Use Padding.Same, a smaller window or a larger image.",
            () => OutputOf(new AveragePooling2D(6)));
    }

    [Fact]
    public void Refuses_settings_out_of_range()
    {
        Refusal.Says(
            "Layer 'max_pooling2d' (MaxPooling2D): PoolSize is 0x0, but both sides must be at least 1.", () => OutputOf(new MaxPooling2D(0)));
        Refusal.Says(
            "Layer 'average_pooling2d' (AveragePooling2D): Strides is 0x2, but both must be at least 1.",
            () => OutputOf(new AveragePooling2D(2, (0, 2))));
    }

    [Fact]
    public void Refuses_a_vector() => Refusal.Says(
        "Layer 'pool' (MaxPooling2D): it needs an image (height, width, channels), but its input has the shape 25. Put it before Flatten and the global poolings.",
        () => Network.Sequential(new(5, 5, 1), new Flatten(), new MaxPooling2D { Name = "pool" }));

    private static string OutputOf(Layer layer) => Network.Sequential(new(5, 5, 3), layer).OutputShape.ToString();
}

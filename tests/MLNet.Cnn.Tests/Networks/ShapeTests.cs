namespace MLNet.Cnn.Tests;

public class ShapeTests
{
    [Fact]
    public void An_image_has_height_width_and_channels()
    {
        var shape = new Shape(28, 30, 3);

        Assert.True(shape.IsImage);
        Assert.Equal((28, 30, 3), (shape.Height, shape.Width, shape.Channels));
        Assert.Equal(28 * 30 * 3, shape.Size);
        Assert.Equal("28x30x3", shape.ToString());
    }

    [Fact]
    public void A_vector_has_channels_but_no_height()
    {
        var shape = new Shape(10);

        Assert.False(shape.IsImage);
        Assert.Equal((1, 10, 10), (shape.Rank, shape.Channels, shape.Size));
        Refusal.Says<InvalidOperationException>(
            "The shape 10 has no Height: only images (height, width, channels) have one.", () => _ = shape.Height);
        Refusal.Says<InvalidOperationException>(
            "The shape 10 has no Width: only images (height, width, channels) have one.", () => _ = shape.Width);
    }

    [Fact]
    public void Shapes_are_equal_by_value()
    {
        Assert.Equal(new Shape(28, 28, 1), new Shape(28, 28, 1));
        Assert.Equal(new Shape(28, 28, 1).GetHashCode(), new Shape(28, 28, 1).GetHashCode());
        Assert.NotEqual(new Shape(28, 28, 1), new Shape(28, 1, 28));
        Assert.NotEqual(new Shape(28, 28), new Shape(28, 28, 1));
        Assert.False(new Shape(1).Equals(null));
    }

    [Fact]
    public void Refuses_no_dimensions() => Refusal.Says(
        "A shape needs at least one dimension. (Parameter 'dimensions')", () => new Shape([]));

    [Theory]
    [InlineData(0, "28x0x1")]
    [InlineData(-3, "28x-3x1")]
    public void Refuses_dimensions_below_one(int width, string shape) => Refusal.Says(
        $"Each dimension of a shape must be at least 1, but the shape is {shape}. (Parameter 'dimensions')",
        () => new Shape(28, width, 1));

    [Fact]
    public void Refuses_more_elements_than_an_array_can_have() => Refusal.Says(
        "The shape 65536x32768 has more than 2147483647 elements. (Parameter 'dimensions')", () => new Shape(65536, 32768));

    [Fact]
    public void Takes_as_many_elements_as_an_int_can_count() => Assert.Equal(int.MaxValue, new Shape(int.MaxValue).Size);
}

namespace MLNet.Cnn.Tests;

public class ReshapingLayersTests
{
    [Fact]
    public void Flattening_counts_all_values()
    {
        Assert.Equal(new Shape(60), OutputOf(new Flatten()));
        Assert.Equal(new Shape(60), OutputOf(new Flatten(), new Flatten()));
    }

    [Fact]
    public void A_padding_of_2_turns_5x5_into_7x7_under_a_3x3_kernel() => Assert.Equal(
        new Shape(7, 7, 1), Network.Sequential(new(5, 5, 1), new ZeroPadding2D(2), new Conv2D(1, 3)).OutputShape);

    [Fact]
    public void Zero_padding_adds_rows_and_columns()
    {
        Assert.Equal(new Shape(6, 7, 3), OutputOf(new ZeroPadding2D(1)));
        Assert.Equal(new Shape(6, 9, 3), OutputOf(new ZeroPadding2D((1, 2))));
        Assert.Equal(new Shape(4 + 1 + 2, 5 + 3 + 4, 3), OutputOf(new ZeroPadding2D(new Margins(1, 2, 3, 4))));
        Assert.Equal(new Shape(4, 5, 3), OutputOf(new ZeroPadding2D(0)));
    }

    [Fact]
    public void Zero_padding_refuses_to_cut() => Refusal.Says(
        "Layer 'zero_padding2d' (ZeroPadding2D): Padding is top 0, bottom -1, left 0, right 0, but no side may be negative.",
        () => OutputOf(new ZeroPadding2D(new Margins(0, -1, 0, 0))));

    [Fact]
    public void Zero_padding_refuses_a_vector() => Refusal.Says(
        "Layer 'zero_padding2d' (ZeroPadding2D): it needs an image (height, width, channels), but its input has the shape 60. Put it before Flatten and the global poolings.",
        () => OutputOf(new Flatten(), new ZeroPadding2D(1)));

    private static Shape OutputOf(params Layer[] layers) => Network.Sequential(new(4, 5, 3), layers).OutputShape;
}

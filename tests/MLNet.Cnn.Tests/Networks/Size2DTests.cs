namespace MLNet.Cnn.Tests;

public class Size2DTests
{
    [Fact]
    public void One_number_stands_for_both_directions()
    {
        Size2D size = 3;

        Assert.Equal(new Size2D(3, 3), size);
        Assert.Equal("3x3", size.ToString());
    }

    [Fact]
    public void A_pair_is_height_then_width()
    {
        Size2D size = (3, 5);

        Assert.Equal((3, 5), (size.Height, size.Width));
        Assert.Equal("3x5", size.ToString());
        Assert.Equal(15, size.Area);
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(0, 1, false)]
    [InlineData(1, 0, false)]
    [InlineData(-1, -1, false)]
    public void Is_positive_when_both_numbers_are(int height, int width, bool positive) =>
        Assert.Equal(positive, new Size2D(height, width).IsPositive);
}

namespace MLNet.Cnn.Tests;

public class MarginsTests
{
    [Fact]
    public void One_number_stands_for_all_sides()
    {
        Margins margins = 2;

        Assert.Equal(new Margins(Top: 2, Bottom: 2, Left: 2, Right: 2), margins);
    }

    [Fact]
    public void A_pair_is_top_and_bottom_then_left_and_right()
    {
        Margins margins = (1, 2);

        Assert.Equal(new Margins(Top: 1, Bottom: 1, Left: 2, Right: 2), margins);
        Assert.True(margins.IsSymmetric);
        Assert.Equal("top 1, bottom 1, left 2, right 2", margins.ToString());
    }

    [Fact]
    public void An_odd_row_makes_margins_asymmetric()
    {
        Assert.False(new Margins(0, 1, 0, 0).IsSymmetric);
        Assert.False(new Margins(0, 0, 0, 1).IsSymmetric);
    }

    [Fact]
    public void Only_four_zeros_are_zero()
    {
        Assert.True(new Margins(0, 0, 0, 0).IsZero);
        Assert.False(new Margins(0, 0, 0, 1).IsZero);
    }
}

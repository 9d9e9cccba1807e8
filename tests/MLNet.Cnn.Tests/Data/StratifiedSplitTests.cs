namespace MLNet.Cnn.Tests;

public class StratifiedSplitTests
{
    private static readonly int[] Labels = [.. Enumerable.Range(0, 100).Select(i => i < 60 ? 0 : i < 90 ? 1 : 2)];

    [Fact]
    public void Every_class_gives_the_same_share()
    {
        var (train, heldOut) = StratifiedSplit.Of(Labels, 0.2, 1);

        Assert.Equal([12, 6, 2], heldOut.GroupBy(row => Labels[row]).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.Equal(Enumerable.Range(0, 100), train.Concat(heldOut).Order());
        Assert.Equal(train.Order(), train);
        Assert.Equal(heldOut.Order(), heldOut);
    }

    [Fact]
    public void The_seed_decides_which_rows()
    {
        Assert.Equal(StratifiedSplit.Of(Labels, 0.2, 1).HeldOut, StratifiedSplit.Of(Labels, 0.2, 1).HeldOut);
        Assert.NotEqual(StratifiedSplit.Of(Labels, 0.2, 1).HeldOut, StratifiedSplit.Of(Labels, 0.2, 2).HeldOut);
    }

    [Fact]
    public void Nothing_is_held_out_of_0() => Assert.Empty(StratifiedSplit.Of(Labels, 0, 1).HeldOut);

    [Theory]
    [InlineData(7, 0.2)]
    [InlineData(8, 0.2)]
    [InlineData(13, 0.2)]
    [InlineData(10, 0.1)]
    [InlineData(11, 0.25)]
    public void Folds_hold_out_each_row_once_and_about_as_many_each(int rows, double fraction)
    {
        int[][] folds = [.. Enumerable.Range(0, (int)Math.Round(1 / fraction)).Select(fold => StratifiedSplit.Of(new int[rows], fraction, 1, fold).HeldOut)];

        Assert.Equal(Enumerable.Range(0, rows), folds.SelectMany(fold => fold).Order());
        Assert.All(folds, fold => Assert.InRange(fold.Length, (int)(rows * fraction), (int)Math.Ceiling(rows * fraction)));
    }

    [Theory]
    [InlineData(1, 0.9, 0)]
    [InlineData(2, 0.9, 1)]
    [InlineData(3, 0.5, 2)]
    [InlineData(4, 0.1, 0)]
    [InlineData(5, 0.1, 1)]
    public void Every_class_keeps_a_row_for_training(int rows, double fraction, int heldOut) =>
        Assert.Equal(heldOut, StratifiedSplit.Of(new int[rows], fraction, 1).HeldOut.Length);
}

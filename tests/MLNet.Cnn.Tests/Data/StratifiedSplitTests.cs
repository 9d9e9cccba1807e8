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

    [Theory]
    [InlineData(0.1, new[] { 25, 14, 11 }, new[] { 3, 1, 1 })] // exactly 2.5, 1.4 and 1.1: the largest remainder is that of the first
    [InlineData(0.2, new[] { 8, 8, 9 }, new[] { 2, 1, 2 })] // 1.6, 1.6 and 1.8: of equal remainders the seed's first
    [InlineData(0.1, new[] { 1000, 3 }, new[] { 99, 1 })] // 100 rows in all, and the small class is not left out
    [InlineData(0.5, new[] { 1, 1, 4 }, new[] { 0, 0, 3 })] // classes of one row are learned from
    [InlineData(0.02, new[] { 20, 20, 20 }, new[] { 1, 0, 0 })]
    public void The_total_is_the_share_of_all_rows_and_each_class_gives_its_part_of_it(double fraction, int[] sizes, int[] expected)
    {
        int[] labels = [.. sizes.SelectMany((size, label) => Enumerable.Repeat(label, size))];

        var held = StratifiedSplit.Of(labels, fraction, seed: 1).HeldOut.Select(row => labels[row]).ToList();

        Assert.Equal(expected.Order(), Enumerable.Range(0, sizes.Length).Select(label => held.Count(row => row == label)).Order());
        Assert.Equal(expected.Sum(), held.Count);
    }

    [Fact]
    public void A_share_of_less_than_one_row_a_class_is_spread_over_the_classes()
    {
        int[] labels = [.. Enumerable.Range(0, 400).Select(row => row / 4)];

        var first = StratifiedSplit.Of(labels, 0.1, seed: 1).HeldOut.Select(row => labels[row]).ToList();
        var second = StratifiedSplit.Of(labels, 0.1, seed: 2).HeldOut.Select(row => labels[row]).ToList();

        Assert.Equal((40, 40), (first.Count, first.Distinct().Count()));
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData(0.2, new[] { 1, 1, 1, 12, 7 })]
    [InlineData(0.2, new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2 })]
    [InlineData(0.1, new[] { 4, 4, 4, 4, 4, 4, 4, 4, 4, 4 })]
    [InlineData(0.5, new[] { 1, 2, 3, 4 })]
    [InlineData(0.25, new[] { 1000, 3, 1, 2, 2, 2 })]
    public void Folds_hold_out_each_row_once_those_of_classes_of_one_included(double fraction, int[] sizes)
    {
        int[] labels = [.. sizes.SelectMany((size, label) => Enumerable.Repeat(label, size))];

        int[][] folds = [.. Enumerable.Range(0, (int)Math.Round(1 / fraction)).Select(fold => StratifiedSplit.Of(labels, fraction, 1, fold).HeldOut)];

        Assert.Equal(Enumerable.Range(0, labels.Length), folds.SelectMany(fold => fold).Order());
        Assert.All(folds[0], row => Assert.True(sizes[labels[row]] > 1));
    }
}

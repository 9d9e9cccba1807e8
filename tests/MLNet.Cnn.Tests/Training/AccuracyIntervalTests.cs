namespace MLNet.Cnn.Tests;

public class AccuracyIntervalTests
{
    // R. G. Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Agrees_with_published_intervals(int right, int images, double low, double high)
    {
        var interval = AccuracyInterval.Wilson(right, images);

        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]
    public void Ends_where_shares_end()
    {
        Assert.Equal(0, AccuracyInterval.Wilson(0, 7).Low);
        Assert.Equal(1, AccuracyInterval.Wilson(29, 29).High);
        // By symmetry with 1 of 29 above: 29 of 29 is not certain.
        Assert.Equal(1 - AccuracyInterval.Wilson(0, 29).High, AccuracyInterval.Wilson(29, 29).Low, 1e-12);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void Refuses_numbers_that_are_no_counts(int right, int images) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AccuracyInterval.Wilson(right, images));
}

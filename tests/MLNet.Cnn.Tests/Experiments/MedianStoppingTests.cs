namespace MLNet.Cnn.Tests;

public class MedianStoppingTests
{
    // Averages after two epochs: 0.5, 0.6 and 0.7; the median is 0.6.
    private static readonly double[][] Earlier = [[0.4, 0.6, 0.9], [0.5, 0.7, 0.9], [0.6, 0.8, 0.9], [0.99]];

    [Theory]
    [InlineData("0.5 0.59", true)]
    [InlineData("0.59 0.5", true)]
    [InlineData("0.5 0.6", false)]
    [InlineData("0.7 0.5", false)]
    public void A_training_ends_if_its_best_epoch_is_below_the_median_of_the_averages(string accuracies, bool ends) =>
        Assert.Equal(ends, new MedianStopping().Ends(Numbers(accuracies), Earlier));

    [Fact]
    public void Of_an_even_number_the_median_lies_between_the_two_in_the_middle()
    {
        // After one epoch: 0.4, 0.5, 0.6, 0.99; the median is 0.55.
        Assert.True(new MedianStopping().Ends([0.54], Earlier));
        Assert.False(new MedianStopping().Ends([0.56], Earlier));
    }

    [Fact]
    public void Nothing_ends_before_enough_trials_have_got_as_far()
    {
        Assert.False(new MedianStopping { MinTrials = 4 }.Ends([0.1, 0.1], Earlier));
        Assert.True(new MedianStopping { MinTrials = 3 }.Ends([0.1, 0.1], Earlier));
    }

    [Fact]
    public void Nothing_ends_before_its_first_epochs_are_through() => Assert.False(new MedianStopping { MinEpochs = 3 }.Ends([0.1, 0.1], Earlier));

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Refusal.Says<ArgumentOutOfRangeException>("MedianStopping.MinTrials is 0, but it must be at least 1. (Parameter 'MinTrials')", () => new MedianStopping { MinTrials = 0 }.Validate());
        Refusal.Says<ArgumentOutOfRangeException>("MedianStopping.MinEpochs is 0, but it must be at least 1. (Parameter 'MinEpochs')", () => new MedianStopping { MinEpochs = 0 }.Validate());
    }

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
}

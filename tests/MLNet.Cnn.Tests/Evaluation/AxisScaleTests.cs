namespace MLNet.Cnn.Tests;

public class AxisScaleTests
{
    [Theory]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.4, 2.1, "0.0 0.5 1.0 1.5 2.0 2.5")]
    [InlineData(61, 99.9, "60 70 80 90 100")]
    [InlineData(99.2, 100, "99.0 99.2 99.4 99.6 99.8 100.0")]
    [InlineData(0, 0.00001, "0 2e-6 4e-6 6e-6 8e-6 1e-5")]
    [InlineData(0, 12_000_000, "0 5e6 1e7 1.5e7")]
    [InlineData(-3, 3, "-4 -2 0 2 4")]
    [InlineData(0, 0, "-1.0 -0.8 -0.6 -0.4 -0.2 0.0")]
    public void A_linear_axis_begins_and_ends_at_round_numbers(double low, double high, string ticks)
    {
        Assert.Equal(ticks, Texts(AxisScale.Linear(low, high, wantedTicks: 5)));
        Refusal.WithDecimalComma(() => Assert.Equal(ticks, Texts(AxisScale.Linear(low, high, wantedTicks: 5))));
    }

    [Fact]
    public void Equal_values_do_not_fill_the_axis_with_noise()
    {
        var axis = AxisScale.Linear(99.99, 100, wantedTicks: 5, " %");

        Assert.Equal("99.0 % 99.2 % 99.4 % 99.6 % 99.8 % 100.0 %", Texts(axis));
    }

    [Theory]
    [InlineData(1, 1, "1", 0.5, 1.5)]
    [InlineData(1, 2, "1 2", 1, 2)]
    [InlineData(1, 12, "1 2 4 6 8 10 12", 1, 12)]
    [InlineData(1, 200, "1 50 100 150 200", 1, 200)]
    [InlineData(21, 30, "21 22 24 26 28 30", 21, 30)]
    public void An_axis_of_epochs_names_the_first_and_round_ones(int first, int last, string ticks, double low, double high)
    {
        var axis = AxisScale.Whole(first, last, wantedTicks: 7);

        Assert.Equal((ticks, low, high), (Texts(axis), axis.Low, axis.High));
    }

    [Theory]
    [InlineData(0.02, 2, true, "0.01 0.1 1 10")]
    [InlineData(0.1, 5, true, "0.1 1 10")]
    [InlineData(0.1, 4.9, false, "0 1 2 3 4 5")]
    [InlineData(0, 5000, false, "0 1000 2000 3000 4000 5000")]
    [InlineData(1e-9, 10, true, "1e-9 1e-7 1e-5 0.001 0.1 10")]
    public void Positive_values_that_differ_by_far_stand_on_a_logarithmic_axis(double low, double high, bool isLogarithmic, string ticks)
    {
        var axis = AxisScale.Positive(low, high, wantedTicks: 5);

        Assert.Equal((isLogarithmic, ticks), (axis.IsLogarithmic, Texts(axis)));
    }

    [Fact]
    public void Values_have_their_places_between_beginning_and_end()
    {
        Assert.Equal([0, 0.25, 1], new[] { 0, 0.5, 2 }.Select(AxisScale.Linear(0, 2, 4).Share));
        Assert.Equal([0, 0.5, 1], new[] { 0.01, 0.1, 1 }.Select(value => Math.Round(AxisScale.Positive(0.01, 1, 4).Share(value), 12)));
    }

    private static string Texts(AxisScale axis) => string.Join(' ', axis.Ticks.Select(tick => tick.Text));
}

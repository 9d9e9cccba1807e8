namespace MLNet.Cnn.Tests;

public class TradeoffChartTests
{
    private const string Blue = "0072B2", Vermilion = "D55E00";

    [Theory]
    [InlineData(1, 940)]
    [InlineData(3, 320)]
    [InlineData(40, 940)]
    public void Draws_any_number_of_models_at_any_width_and_cuts_nothing_off(int count, int width)
    {
        var points = Enumerable.Range(1, count).Select(i => new TradeoffPoint($"<b>a rather long name of a model</b> {i}", 0.01 * i * i, 0.99 - 0.001 * i, new(0.98 - 0.001 * i, 1)));

        using var drawn = DrawnPicture.Of(new TradeoffChart([.. points]) { Width = width, Title = "Latency" });

        Assert.Equal(width + 32, drawn.Width);
        drawn.AssertNothingIsCutOff();
        Assert.True(drawn.Shows(Vermilion));
    }

    [Fact]
    public void The_front_is_vermilion_and_what_it_dominates_blue()
    {
        var best = new TradeoffPoint("best", 1, 0.9, new(0.85, 0.95));
        var worse = new TradeoffPoint("worse", 2, 0.7, new(0.65, 0.75));

        using var drawn = DrawnPicture.Of(new TradeoffChart([worse, best]));

        // Below legend and title of the axis: the better model stands upper left, the worse one lower right.
        var (blueX, blueY) = Middle(drawn, Blue);
        var (vermilionX, vermilionY) = Middle(drawn, Vermilion);
        Assert.True(vermilionX < blueX && vermilionY < blueY, $"{vermilionX} {vermilionY} {blueX} {blueY}");
    }

    [Fact]
    public void Refuses_what_has_no_place()
    {
        var point = new TradeoffPoint("x", 1, 0.9, new(0.8, 1));

        Refusal.Says("A chart of accuracy against time needs at least one model.", () => new TradeoffChart([]).ToPng());
        Refusal.Says("'x' takes 0 milliseconds for an image, but a finite time above 0 was expected.", () => new TradeoffChart([point with { MillisecondsPerImage = 0 }]).ToPng());
        Refusal.Says("TradeoffChart.Width is 319, but it must be between 320 and 4,096.", () => new TradeoffChart([point]) { Width = 319 }.ToPng());
    }

    /// <summary>The middle of the dots, which alone are full columns of a color.</summary>
    private static (double X, double Y) Middle(DrawnPicture drawn, string color)
    {
        var found = from y in Enumerable.Range(60, drawn.Height - 60)
                    from x in Enumerable.Range(5, drawn.Width - 10)
                    where Enumerable.Range(-2, 5).All(step => drawn.At(x + step, y) == color) && Enumerable.Range(-2, 5).All(step => drawn.At(x, Math.Min(y + step, drawn.Height - 1)) == color)
                    select (x, y);
        var places = found.ToList();
        return (places.Average(place => place.x), places.Average(place => place.y));
    }
}

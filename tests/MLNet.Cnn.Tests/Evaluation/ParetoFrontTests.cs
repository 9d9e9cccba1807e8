namespace MLNet.Cnn.Tests;

public class ParetoFrontTests
{
    [Fact]
    public void Has_the_models_than_which_none_is_both_faster_and_more_accurate()
    {
        TradeoffPoint[] points =
        [
            Point("slow and best", 5, 0.99), Point("dominated", 4, 0.9), Point("fastest", 1, 0.8), Point("as fast but worse", 1, 0.7),
            Point("middle", 2, 0.95), Point("as accurate but slower", 3, 0.95),
        ];

        Assert.Equal(["fastest", "middle", "slow and best"], ParetoFront.Of(points).Select(point => point.Name));
    }

    private static TradeoffPoint Point(string name, double milliseconds, double accuracy) => new(name, milliseconds, accuracy, new(accuracy - 0.01, accuracy + 0.01));
}

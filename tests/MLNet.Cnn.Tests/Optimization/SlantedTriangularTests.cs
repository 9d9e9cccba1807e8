namespace MLNet.Cnn.Tests;

public class SlantedTriangularTests
{
    // Howard and Ruder (2018), section 3.2: cut_frac 0.1 and ratio 32.
    [Fact]
    public void Defaults_are_those_of_the_paper()
    {
        Assert.Equivalent(new { WarmUp = 0.1, InitialFactor = 1.0 / 32, FinalFactor = 1.0 / 32 }, new SlantedTriangular());
        new SlantedTriangular().Validate();
    }

    // From 0.2 to 1 in floor(0.3 x 10) = 3 steps, and from there to 0.1, which would be step 10, in 7.
    [Theory]
    [InlineData(0, 0.2)]
    [InlineData(1, 0.2 + 0.8 / 3)]
    [InlineData(3, 1)]
    [InlineData(4, 1 - 0.9 / 7)]
    [InlineData(9, 1 - 0.9 * 6 / 7)]
    public void Climbs_and_falls_in_straight_lines(long step, double factor)
    {
        var rate = new SlantedTriangular { WarmUp = 0.3, InitialFactor = 0.2, FinalFactor = 0.1 }.At(step, 10);

        Assert.Equal(factor, rate.Factor, 1e-12);
        Assert.Null(rate.Momentum);
    }

    [Fact]
    public void Either_line_may_be_left_out()
    {
        Assert.Equal(1, new SlantedTriangular { WarmUp = 0 }.At(0, 4).Factor);
        Assert.Equal(0.75, new SlantedTriangular { WarmUp = 1, InitialFactor = 0, FinalFactor = 0 }.At(3, 4).Factor);
        Assert.Equal(1, new SlantedTriangular().At(0, 1).Factor);
    }

    [Fact]
    public void Refuses_what_is_out_of_range()
    {
        Says("SlantedTriangular.WarmUp is 1.5, but it must be between 0 and 1.", "WarmUp", new SlantedTriangular { WarmUp = 1.5 });
        Says("SlantedTriangular.InitialFactor is -0.5, but it must be between 0 and 1.", "InitialFactor", new SlantedTriangular { InitialFactor = -0.5 });
        Says("SlantedTriangular.FinalFactor is NaN, but it must be between 0 and 1.", "FinalFactor", new SlantedTriangular { FinalFactor = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlantedTriangular().At(-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlantedTriangular().At(5, 5));
    }

    private static void Says(string message, string setting, SlantedTriangular schedule) =>
        Refusal.Says<ArgumentOutOfRangeException>($"{message} (Parameter '{setting}')", schedule.Validate);
}

namespace MLNet.Cnn.Tests;

public class OneCycleTests
{
    // torch.optim.lr_scheduler.OneCycleLR: the signature of the constructor.
    [Fact]
    public void Defaults_are_those_of_PyTorch()
    {
        var schedule = new OneCycle();

        Assert.Equivalent(
            new
            {
                WarmUp = 0.3,
                InitialDivisor = 25.0,
                FinalDivisor = 1e4,
                CycleMomentum = true,
                LowestMomentum = 0.85,
                HighestMomentum = 0.95,
            },
            schedule);
        schedule.Validate();
    }

    // Two cosines, 0.04 to 1 by step 0.3 total - 1 and on to 0.04 / 10^4 by step total - 1; halfway down each is the mean of its ends.
    [Theory]
    [InlineData(0, 10, 0.04, 0.95)]
    [InlineData(1, 10, (0.04 + 1) / 2, 0.9)]
    [InlineData(2, 10, 1, 0.85)]
    [InlineData(5, 10, 0.6112620219362893, 0.8888739533021842)] // 3/7 of the way down: cos(3 pi / 7) = 0.2225209
    [InlineData(9, 10, 4e-6, 0.95)]
    [InlineData(0, 100, 0.04, 0.95)]
    [InlineData(29, 100, 1, 0.85)]
    [InlineData(64, 100, (4e-6 + 1) / 2, 0.9)]
    [InlineData(99, 100, 4e-6, 0.95)]
    public void Follows_the_formula_of_PyTorch(long step, long total, double factor, double momentum)
    {
        var rate = new OneCycle().At(step, total);

        Assert.Equal(factor, rate.Factor, 1e-12);
        Assert.Equal(momentum, rate.Momentum!.Value, 1e-12);
    }

    [Fact]
    public void The_rate_climbs_then_falls_and_the_momentum_mirrors_it()
    {
        var rates = Enumerable.Range(0, 200).Select(step => new OneCycle().At(step, 200)).ToArray();

        // The peak is at step 0.3 * 200 - 1.
        for (int step = 1; step < rates.Length; step++)
        {
            Assert.Equal(step <= 59, rates[step].Factor > rates[step - 1].Factor);
            Assert.Equal(step <= 59, rates[step].Momentum < rates[step - 1].Momentum);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Trainings_of_a_few_steps_get_rates_between_the_last_and_the_highest(double warmUp)
    {
        var schedule = new OneCycle { WarmUp = warmUp };

        foreach (int total in Enumerable.Range(1, 8))
        {
            foreach (int step in Enumerable.Range(0, total))
            {
                var rate = schedule.At(step, total);
                Assert.InRange(rate.Factor, 3.99e-6, 1);
                Assert.InRange(rate.Momentum!.Value, 0.85 - 1e-12, 0.95 + 1e-12);
            }
        }
    }

    [Fact]
    public void The_momentum_can_be_left_alone() => Assert.All(
        Enumerable.Range(0, 10), step => Assert.Null(new OneCycle { CycleMomentum = false }.At(step, 10).Momentum));

    [Fact]
    public void The_divisors_set_the_ends()
    {
        var schedule = new OneCycle { InitialDivisor = 10, FinalDivisor = 100 };

        Assert.Equal(0.1, schedule.At(0, 100).Factor, 1e-12);
        Assert.Equal(0.001, schedule.At(99, 100).Factor, 1e-12);
    }

    [Fact]
    public void A_constant_rate_is_one_at_every_step() => Assert.All(
        Enumerable.Range(0, 10), step => Assert.Equal(new ScheduledRate(1), new ConstantRate().At(step, 10)));

    [Fact]
    public void Refuses_settings_out_of_range()
    {
        Says("OneCycle.WarmUp is 0, but it must be above 0 and below 1.", "WarmUp", new() { WarmUp = 0 });
        Says("OneCycle.WarmUp is 1, but it must be above 0 and below 1.", "WarmUp", new() { WarmUp = 1 });
        Says("OneCycle.InitialDivisor is 0.5, but it must be at least 1.", "InitialDivisor", new() { InitialDivisor = 0.5 });
        Says("OneCycle.FinalDivisor is Infinity, but it must be at least 1.", "FinalDivisor", new() { FinalDivisor = double.PositiveInfinity });
        Says("OneCycle.LowestMomentum is -0.1, but it must be at least 0 and below 1.", "LowestMomentum", new() { LowestMomentum = -0.1 });
        Says("OneCycle.HighestMomentum is 1, but it must be at least 0 and below 1.", "HighestMomentum", new() { HighestMomentum = 1 });
    }

    private static void Says(string message, string setting, OneCycle schedule) =>
        Refusal.Says<ArgumentOutOfRangeException>($"{message} (Parameter '{setting}')", schedule.Validate);
}

namespace MLNet.Cnn.Tests;

public class PrecisionRuleTests
{
    private static readonly Network Wide = Networks.FullyConnected().Build(new(28, 28, 1), 10);
    private static readonly Network Narrow = Networks.LeNet5().Build(new(28, 28, 1), 10);

    [Fact]
    public void Auto_takes_bfloat16_where_the_processor_has_it_and_the_layers_are_wide()
    {
        // 784-256-256-256-10: every product has at least 10 numbers on both sides.
        Assert.Equal(
            (Precision.BFloat16, "BFloat16 was chosen, because this processor has instructions for it and 100 % of the network's multiplications are in layers with at least 8 channels on both sides."),
            PrecisionRule.Choose(Precision.Auto, Wide, true, "this processor"));
        Assert.Equal(
            (Precision.Float32, "Float32 was chosen, because this processor has no instructions for bfloat16."),
            PrecisionRule.Choose(Precision.Auto, Wide, false, "this processor"));
    }

    [Fact]
    public void Auto_stays_with_float32_where_most_of_the_work_is_in_narrow_layers()
    {
        var (precision, reason) = PrecisionRule.Choose(Precision.Auto, Narrow, true, "this processor");

        // 1 to 6 channels: 26*26*9*6; 6 to 16: 11*11*9*6*16; Dense 400-120-84-10.
        double dense = 400 * 120 + 120 * 84 + 84 * 10, all = 26 * 26 * 9 * 6 + 11 * 11 * 9 * 6 * 16 + dense;
        Assert.Equal(Precision.Float32, precision);
        Assert.Equal(FormattableString.Invariant($"Float32 was chosen, because only {100 * dense / all:F0} % of the network's multiplications are in layers with at least 8 channels on both sides."), reason);
    }

    [Theory]
    [InlineData(Precision.Float32, true, "")]
    [InlineData(Precision.Float32, false, "")]
    [InlineData(Precision.BFloat16, true, "")]
    [InlineData(Precision.BFloat16, false, "BFloat16 was asked for, but this processor has no instructions for it: Float32 would be faster.")]
    public void What_was_asked_for_is_taken(Precision asked, bool hasInstructions, string reason) =>
        Assert.Equal((asked, reason), PrecisionRule.Choose(asked, Narrow, hasInstructions, "this processor"));
}

namespace MLNet.Cnn.Tests;

public class McNemarTestTests
{
    // 2 · (C(n, 0) + … + C(n, k)) / 2^n, worked in fractions.
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(0, 5, 0.0625)]
    [InlineData(6, 0, 0.03125)]
    [InlineData(1, 8, 0.0390625)]
    [InlineData(2, 10, 0.03857421875)]
    [InlineData(59, 121, 4.434449263755176e-06)]
    [InlineData(150, 86, 3.715936139571442e-05)]
    [InlineData(1200, 1300, 0.047681865221043604)]
    public void Gives_the_probability_of_the_binomial_distribution(int onlyFirst, int onlySecond, double expected)
    {
        Assert.Equal(expected, new McNemarTest(onlyFirst, onlySecond).PValue, expected * 1e-10);
        Assert.Equal(expected < 0.05, new McNemarTest(onlyFirst, onlySecond).IsSettled);
    }

    [Fact]
    public void Counts_only_images_on_which_the_models_differ()
    {
        bool[] first = [true, true, false, false, true, true];
        bool[] second = [true, false, true, false, false, true];

        Assert.Equal(new McNemarTest(OnlyFirst: 2, OnlySecond: 1), McNemarTest.Compare(first, second));
    }

    [Fact]
    public void Refuses_models_of_different_images() => Refusal.Says(
        "The first model was tested on 2 images and the second on 3, but the test compares what both say of the same images. Test both on one view. (Parameter 'second')",
        () => McNemarTest.Compare([true, false], [true, false, true]));
}

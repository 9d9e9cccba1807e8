namespace MLNet.Cnn.Tests;

public class WindowArithmeticTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 1, 3)]
    [InlineData(3, 2, 5)]
    [InlineData(3, 3, 7)]
    [InlineData(5, 2, 9)]
    [InlineData(2, 4, 5)]
    [InlineData(1, 7, 1)]
    public void A_dilated_kernel_covers_its_gaps_too(int kernel, int dilation, int covered) =>
        Assert.Equal(covered, WindowArithmetic.Covered(kernel, dilation));

    // Dumoulin and Visin (2016): relationships 1, 3 to 6 and 15, with the numbers of their figures where they have some.
    [Theory]
    [InlineData(4, 3, 1, Padding.Valid, 2)] // figure 2.1
    [InlineData(5, 3, 1, Padding.Same, 5)] // figure 2.3
    [InlineData(5, 3, 2, Padding.Valid, 2)] // figure 2.5
    [InlineData(5, 3, 2, Padding.Same, 3)] // figure 2.6
    [InlineData(6, 3, 2, Padding.Same, 3)] // figure 2.7
    [InlineData(6, 3, 2, Padding.Valid, 2)]
    [InlineData(7, 5, 1, Padding.Valid, 3)] // figure 5.1: a 3x3 kernel with dilation 2
    [InlineData(7, 5, 1, Padding.Same, 7)]
    [InlineData(224, 7, 2, Padding.Same, 112)] // the first layer of ResNet
    [InlineData(227, 11, 4, Padding.Valid, 55)] // the first layer of AlexNet
    [InlineData(13, 2, 2, Padding.Valid, 6)]
    [InlineData(13, 2, 2, Padding.Same, 7)]
    [InlineData(4, 1, 3, Padding.Valid, 2)]
    [InlineData(4, 1, 3, Padding.Same, 2)]
    [InlineData(3, 3, 1, Padding.Valid, 1)]
    [InlineData(2, 3, 1, Padding.Valid, 0)] // does not fit
    [InlineData(1, 5, 3, Padding.Same, 1)]
    [InlineData(28, 3, int.MaxValue, Padding.Same, 1)]
    public void Gives_the_output_size(int input, int covered, int stride, Padding padding, int output) =>
        Assert.Equal(new Size2D(output, output), WindowArithmetic.OutputSize(input, covered, stride, padding));

    [Theory]
    [InlineData(5, 3, 1, 1, 1)]
    [InlineData(5, 5, 1, 2, 2)]
    [InlineData(5, 2, 1, 0, 1)]
    [InlineData(5, 4, 1, 1, 2)]
    [InlineData(7, 3, 2, 1, 1)]
    [InlineData(6, 3, 2, 0, 1)]
    [InlineData(224, 7, 2, 2, 3)]
    [InlineData(224, 3, 2, 0, 1)]
    [InlineData(7, 2, 2, 0, 1)]
    [InlineData(8, 2, 2, 0, 0)]
    [InlineData(4, 1, 2, 0, 0)]
    public void Same_puts_the_odd_margin_last(int input, int covered, int stride, int before, int after) => Assert.Equal(
        new Margins(before, after, before, after), WindowArithmetic.MarginsFor(input, covered, stride, Padding.Same));

    [Fact]
    public void Height_and_width_are_reckoned_apart()
    {
        Assert.Equal(new Size2D(3, 9), WindowArithmetic.Covered((3, 5), (1, 2)));
        Assert.Equal(new Size2D(3, 5), WindowArithmetic.OutputSize((6, 5), (3, 4), (2, 1), Padding.Same));
        Assert.Equal(new Margins(0, 1, 1, 2), WindowArithmetic.MarginsFor((6, 5), (3, 4), (2, 1), Padding.Same));
    }

    [Fact]
    public void Valid_has_no_margins() => Assert.True(WindowArithmetic.MarginsFor(224, 7, 2, Padding.Valid).IsZero);

    [Fact]
    public void Same_is_valid_on_the_padded_input()
    {
        foreach (int input in Enumerable.Range(1, 12))
        {
            foreach (int covered in Enumerable.Range(1, 6))
            {
                foreach (int stride in Enumerable.Range(1, 5))
                {
                    var margins = WindowArithmetic.MarginsFor(input, covered, stride, Padding.Same);
                    Assert.Equal(
                        WindowArithmetic.OutputSize(input, covered, stride, Padding.Same),
                        WindowArithmetic.OutputSize(margins.Top + input + margins.Bottom, covered, stride, Padding.Valid));
                }
            }
        }
    }

    [Fact]
    public void Refuses_an_unknown_padding() => Assert.Throws<ArgumentOutOfRangeException>(
        () => WindowArithmetic.OutputSize(5, 3, 1, (Padding)7));
}

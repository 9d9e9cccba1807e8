using MLNet.Cnn.Samples;
using MLNet.Cnn.Samples.Tutorial;

namespace MLNet.Cnn.Tests;

public class TutorialWritingTests
{
    [Fact]
    public void Sums_and_products_are_written_as_by_hand()
    {
        Assert.Equal("7 − 11 − 1 = −5", Arithmetic.SumAndResult(7, -11, -1));
        Assert.Equal("2 × 1 + 3 × (−1)", Arithmetic.Products([2, 3], [1, -1]));
        Assert.Equal("0", Arithmetic.Number(-0.00001));
        Assert.Equal("0.1111", Arithmetic.Number(1 / 9.0));
    }

    [Fact]
    public void Marked_numbers_stand_in_brackets_and_columns_stay_columns()
    {
        var plane = Plane.Of([1, -5], [10, 2]);

        Assert.Equal(["a", "[ 1] −5", " 10   2"], Panel.Row(Panel.Of("a", plane, (row, column) => row == 0 && column == 0)).Select(line => line.Text.TrimEnd()));
        Assert.Equal("[ 1] -5", AsciiText.Of("[ 1] −5"));
    }

    [Fact]
    public void Paragraphs_break_between_words_and_code_keeps_its_tone_across_lines()
    {
        var lines = Wrapping.Inked("one `two three` four", width: 8).ToList();

        Assert.Equal(["one two", "three", "four"], lines.Select(line => line.Text.Trim()));
        Assert.Equal(Tone.Blue, Assert.Single(lines[1].Inks, ink => ink.Text.Trim().Length > 0).Tone);
        Assert.Equal(Tone.Plain, lines[2].Inks[^1].Tone);
    }

    [Fact]
    public void A_network_is_drawn_with_its_ways_around()
    {
        var x = Symbol.Input(4, 4, 2);
        var way = x.ReLU();
        var network = new Network(x, x.Conv2D(2, 1).Add(way));

        var lines = NetworkGraph.Draw(network).Select(line => line.Text.Trim()).ToList();

        Assert.Equal(["o", "├─┐", "o", "│", "├─┘", "o"], lines.Select(line => line.Split(' ')[0]));
        Assert.StartsWith("│ o", lines[3], StringComparison.Ordinal); // the way around has a layer of its own
        Assert.EndsWith("4x4x2", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_excerpt_of_the_source_that_is_not_there_is_an_error()
    {
        Assert.Equal("The source 'None.cs' is not part of the program.", Assert.Throws<KeyNotFoundException>(() => CodeExcerpt.Read("None.cs", "x")).Message);
        Assert.Equal(
            "The source 'ConvolutionChapter.cs' has no region 'x'.",
            Assert.Throws<KeyNotFoundException>(() => CodeExcerpt.Read("ConvolutionChapter.cs", "x")).Message);
    }

    [Theory]
    [InlineData("convolution", "convolution")]
    [InlineData("2", "convolution")]
    [InlineData("8", "pipeline")]
    public void Chapters_are_found_by_name_and_number(string asked, string name) => Assert.Equal(name, TutorialBook.Find(asked).Name);
}

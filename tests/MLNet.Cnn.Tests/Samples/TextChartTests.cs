using MLNet.Cnn.Samples;
using Spectre.Console;

namespace MLNet.Cnn.Tests.Samples;

public class TextChartTests
{
    [Fact]
    public void A_chart_grows_to_the_right_and_leaves_the_epochs_to_come_empty() => Assert.Equal(
        """
                 loss
          1.000 |*
                |*
                |*
                | *
                | *
          0.000 |  *
        """.ReplaceLineEndings("\n").TrimEnd(),
        Render(unicode: false, epochs: 11, 1, 0.4, 0));

    [Fact]
    public void Braille_has_eight_dots_in_a_character() => Assert.Equal(
        """
                 loss
          1.000 │⠑⢄
                │  ⠑⢄
                │    ⠑⢄
                │      ⠑⢄
                │        ⠑⢄
          0.000 │          ⠑⢄
        """.ReplaceLineEndings("\n").TrimEnd(),
        Render(unicode: true, epochs: 2, 21, [1, 0]));

    [Fact]
    public void Equal_values_lie_in_the_middle_with_one_number() => Assert.Equal(
        """
                 loss
          0.500 |
                |
                |**
                |
                |
                |
        """.ReplaceLineEndings("\n").TrimEnd(),
        Render(unicode: false, epochs: 11, 0.5, 0.5));

    [Fact]
    public void A_single_epoch_is_a_dot_and_what_is_no_number_a_gap()
    {
        Assert.Equal(1, Render(unicode: false, epochs: 1, 0.5).Count(character => character == '*'));
        Assert.Equal(2, Render(unicode: false, epochs: 3, 1, double.NaN, 0).Count(character => character == '*'));
        Assert.Equal(0, Render(unicode: false, epochs: 3, double.NaN).Count(character => character == '*'));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    public void Both_charts_and_the_sign_of_an_interruption_fit_into_the_terminal(int width)
    {
        var reports = Enumerable.Range(1, 3).Select(epoch => new EpochReport(epoch, 3, 1.0 / epoch, 0.5, null, null, 0.01, 1_000, TimeSpan.FromSeconds(epoch), TimeSpan.Zero));
        var row = new TrainingRow("densenet-40-bn") { Reports = [.. reports] };

        string[] lines = Write(TrainingCharts.Draw(row, width, unicode: false), width).Split('\n');

        Assert.Equal(7, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width - 2));
    }

    private static string Render(bool unicode, int epochs, params double[] values) => Render(unicode, epochs, 20, values);

    private static string Render(bool unicode, int epochs, int width, double[] values) => Write(
        TextChart.Draw("loss", [new ChartLine(values, Style.Plain)], epochs, value => Show.Fixed(value, 3), (width, unicode)), width);

    /// <summary>What a console shows, without the blanks at the ends of lines.</summary>
    private static string Write(Spectre.Console.Rendering.IRenderable renderable, int width)
    {
        using var output = new StringWriter();
        var host = SampleHost.Plain(output, TextWriter.Null);
        host.Console.Profile.Width = width;
        host.Console.Write(renderable);
        return output.ToString().ReplaceLineEndings("\n").TrimEnd();
    }
}

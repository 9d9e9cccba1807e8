namespace MLNet.Cnn.Tests;

public class LeaderboardTextTests
{
    [Fact]
    public void Speeds_that_were_measured_side_by_side_are_named()
    {
        LeaderboardRow Measured(string name, int? atOnce) => Boards.Row(name, 900) with { Cost = new() { ImagesPerSecond = 1_000, TrialsAtOnce = atOnce } };

        Assert.Contains(
            "\nThe speeds of b, c were measured side by side, with up to 3 trials at once: a model alone is faster. CompareModels measures one after the other.\n",
            new Leaderboard([Measured("a", null), Measured("b", 2), Measured("c", 3)]).ToText(400));
        Assert.Contains("\nSpeeds were measured side by side, with up to 2 trials at once: ", new Leaderboard([Measured("b", 2), Measured("c", 2)]).ToText(400));
        Assert.DoesNotContain("side by side", new Leaderboard([Measured("a", null), Measured("b", null)]).ToText(400));
        Assert.Contains("measured side by side", new Leaderboard([Measured("a", 2)]).ToHtml());
    }

    [Fact]
    public void Columns_that_do_not_fit_stand_in_a_further_table()
    {
        string expected = """
            Digits. Ordered by accuracy on 1,000 validation images.

            Rank  Model               Accuracy  95 % interval   p-value  Macro-F1  Log-loss
            1–2   LeNet5               98.00 %  96.93–98.70 %              0.7500    0.5000
            1–2   数字 Übung           97.80 %  96.69–98.54 %    0.5000    0.7500    0.5000
            3     <b>sdca</b> & "co"   90.00 %  87.98–91.71 %  < 0.0001    0.7500    0.5000

            Rank  Model               Parameters    Size  Training  Images/s  One image
            1–2   LeNet5                  61,706  253 kB    12.3 s    51,234  0.0432 ms
            1–2   数字 Übung
            3     <b>sdca</b> & "co"               999 B              12,345  0.0123 ms

            Rank  Model               Peak memory   rate  batch      norm
            1–2   LeNet5                   312 MB  0.001    128
            1–2   数字 Übung                         0.1     64
            3     <b>sdca</b> & "co"                             min, max

            The order is not settled where a rank is a range such as 2–3: McNemar's test
            does not tell the model from others of that range (p ≥ 0.05).
            2 validation images are also training images: their answers may be memory.
            No test image is also a training image.
            broken failed: Layer 'conv2d': a kernel does not fit.

            """.ReplaceLineEndings("\n");

        Assert.Equal(expected, Boards.Full.ToText());
        Refusal.WithDecimalComma(() => Assert.Equal(expected, Boards.Full.ToString()));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(57)]
    [InlineData(80)]
    [InlineData(140)]
    [InlineData(300)]
    public void No_line_is_wider_than_asked_for(int width)
    {
        var board = new Leaderboard([.. Boards.Full.Rows, Boards.Row(new string('长', 90), 10), Boards.Row("\u001b[2J\nreset 👩‍🔬", 5)]).WithTest(_ => Boards.Scores(7, 9));

        string[] lines = board.ToText(width).Split('\n');

        Assert.All(lines, line => Assert.True(TextWidth.Of(line) <= width, $"{TextWidth.Of(line)}: {line}"));
        Assert.DoesNotContain(lines, line => line.Contains('\u001b', StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Test accuracy", StringComparison.Ordinal));
        Assert.Contains("then tested on 9 other images", board.ToText(300), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_so_when_the_order_is_settled()
    {
        string text = new Leaderboard([Boards.Row("a", 50, 100), Boards.Row("b", 20, 100)]).ToText(100);

        Assert.Contains("The order is settled: McNemar's test tells each model from each other one (p < 0.05).", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_stand_below_the_table_on_the_console_and_on_the_page()
    {
        var board = new Leaderboard([Boards.Row("a", 50, 100)]) { Notes = ["This is <known>."] };

        Assert.EndsWith("\n\nThis is <known>.\n", board.ToText(), StringComparison.Ordinal);
        Assert.Contains("<li>This is &lt;known&gt;.</li>", board.ToHtml(), StringComparison.Ordinal);
        Assert.Equal(board.Notes, Leaderboard.FromJson(board.ToJson()).Notes);
    }

    [Fact]
    public void Refuses_a_width_that_no_table_fits() => Assert.Throws<ArgumentOutOfRangeException>(() => Boards.Full.ToText(39));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("数字", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("👩‍🔬", 2)]
    public void Measures_text_as_a_terminal_shows_it(string text, int width) => Assert.Equal(width, TextWidth.Of(text));

    [Fact]
    public void Text_that_is_no_valid_text_has_a_width_too() => Assert.Equal("\ufffd a…", TextWidth.Fit("\ud800\tabcd", 4));

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(0.000012345, "0.000012")]
    [InlineData(0.0432, "0.0432")]
    [InlineData(12.34, "12.3")]
    [InlineData(1234.5, "1,234")]
    public void Rounds_to_three_digits_that_count(double value, string text) => Assert.Equal(text, LeaderboardNumbers.Rounded(value));
}

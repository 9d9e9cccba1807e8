namespace MLNet.Cnn.Tests;

public class LineChartTests
{
    private const string Blue = "0072B2", Vermilion = "D55E00";

    [Fact]
    public void Lines_have_a_color_each_and_nothing_is_cut_off()
    {
        using var drawn = DrawnPicture.Of(Chart(rise: 2));

        Assert.True(drawn.Shows(Blue) && drawn.Shows(Vermilion));
        drawn.AssertNothingIsCutOff();
    }

    [Fact]
    public void Axes_have_names_and_numbers()
    {
        using var drawn = DrawnPicture.Of(Chart(rise: 2));
        using var nameless = DrawnPicture.Of(Chart(rise: 2) with { VerticalName = "" });

        // The vertical name above, its numbers to the left, the horizontal numbers and name below.
        Assert.All([(16, 82, 100, 18), (16, 105, 24, 240), (40, 350, 520, 14), (460, 366, 110, 16)],
            area => Assert.InRange(drawn.Ink(area.Item1, area.Item2, area.Item3, area.Item4), 30, 4_000));
        Assert.Equal(0, nameless.Ink(16, 82, 100, 16));
    }

    [Fact]
    public void A_wide_span_is_drawn_by_ratios()
    {
        using var drawn = DrawnPicture.Of(Chart(rise: 10));
        using var narrow = DrawnPicture.Of(Chart(rise: 3));

        // Up to 1000 against up to 27: only the first name says "(logarithmic)".
        Assert.True(drawn.Ink(90, 82, 120, 18) > 30 && narrow.Ink(120, 82, 120, 18) == 0);
        drawn.AssertNothingIsCutOff();
    }

    [Fact]
    public void A_chart_without_a_point_is_refused_and_gaps_are_not()
    {
        var error = Assert.Throws<ArgumentException>(() => new LineChart(new NamedLine("a", [new(1, double.NaN)])).ToPng());

        Assert.Equal("There is no finite point in the lines, so there is no chart to draw.", error.Message);
        using var drawn = DrawnPicture.Of(new LineChart(new NamedLine("a", [new(1, 1), new(2, double.NaN), new(double.NaN, 2), new(3, 3)])));
        drawn.AssertNothingIsCutOff();
    }

    private static LineChart Chart(double rise) =>
        new(Line("a", rise), Line("b", 1.5)) { Title = "A chart", HorizontalName = "image side, pixels", VerticalName = "memory, MB" };

    private static NamedLine Line(string name, double rise) =>
        new(name, [.. Enumerable.Range(0, 4).Select(i => new ChartPoint(28 + 30 * i, Math.Pow(rise, i)))]);
}

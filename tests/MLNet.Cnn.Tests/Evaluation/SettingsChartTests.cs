namespace MLNet.Cnn.Tests;

public class SettingsChartTests
{
    [Theory]
    [InlineData(1, 1, 940)]
    [InlineData(5, 12, 940)]
    [InlineData(5, 12, 320)]
    public void Draws_any_number_of_settings_at_any_width_and_cuts_nothing_off(int settings, int models, int width)
    {
        string[] names = [.. Enumerable.Range(1, settings).Select(i => $"a rather long setting {i}")];
        var lines = Enumerable.Range(0, models).Select(model => new SettingsLine(names.ToDictionary(name => name, name => $"{0.001 * (model + 1)}"), 0.9 + 0.001 * model));

        using var drawn = DrawnPicture.Of(new SettingsChart(names, [.. lines]) { Width = width, Title = "Search" });

        Assert.Equal(width + 32, drawn.Width);
        drawn.AssertNothingIsCutOff();
    }

    [Fact]
    public void The_best_is_dark_violet_and_a_missing_setting_leaves_a_gap()
    {
        const string violet = "440154";
        SettingsLine Line(string? value, double accuracy) => new(value is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["rate"] = value }, accuracy);

        using var whole = DrawnPicture.Of(new SettingsChart(["rate"], [Line("0.1", 0.5), Line("0.01", 0.9)]));
        using var missing = DrawnPicture.Of(new SettingsChart(["rate"], [Line("0.1", 0.5), Line(null, 0.9)]));

        Assert.True(whole.Shows(violet));
        // Without its setting the best is a dot at its accuracy: no line goes through the middle of the picture in violet.
        Assert.Contains(Enumerable.Range(40, whole.Height - 60), y => whole.At(whole.Width / 2, y) == violet);
        Assert.DoesNotContain(Enumerable.Range(40, missing.Height - 60), y => missing.At(missing.Width / 2, y) == violet);
    }

    [Fact]
    public void Few_values_stand_in_even_steps_and_many_numbers_on_an_axis()
    {
        var few = ParallelAxis.Of("batch", ["128", "32", null, "512", "32"]);
        var words = ParallelAxis.Of("optimizer", ["SGD", "Adam", "0.5"]);
        var many = ParallelAxis.Of("rate", ["0.0001", "0.0002", "0.001", "0.01", "0.02", "0.05", "0.1", null]);
        var one = ParallelAxis.Of("width", ["8", "8"]);

        Assert.Equal(["32", "128", "512"], few.Scale.Ticks.Select(tick => tick.Text));
        Assert.Equal([0.5, 0, double.NaN, 1, 0], few.Values.Select(few.Scale.Share));
        Assert.Equal(["0.5", "Adam", "SGD"], words.Scale.Ticks.Select(tick => tick.Text));
        Assert.True(many.Scale.IsLogarithmic);
        Assert.Equal(0, many.Scale.Share(many.Values[0]), 1e-12);
        Assert.Equal(1.0 / 3, many.Scale.Share(many.Values[2]), 1e-12);
        Assert.Equal([0.5, 0.5], one.Values.Select(one.Scale.Share));
    }

    [Fact]
    public void Refuses_to_show_nothing()
    {
        Refusal.Says("A chart of settings needs at least one setting and one model, but there are 0 settings and 0 models.", () => new SettingsChart([], []).ToPng());
        Refusal.Says("SettingsChart.Width is 5000, but it must be between 320 and 4,096.", () => new SettingsChart([], []) { Width = 5000 }.ToPng());
    }
}

using System.Xml.Linq;

namespace MLNet.Cnn.Tests;

public class LearningCurveTests
{
    private const string Blue = "0072B2", Vermilion = "D55E00", Green = "009E73";
    private const int Middle = 486;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(200)]
    public void Training_is_blue_and_validation_vermilion_and_nothing_is_cut_off(int epochs)
    {
        using var drawn = DrawnPicture.Of(new LearningCurve(Histories.Of(epochs)) { Title = "LeNet-5" });

        Assert.Equal((972, 540), (drawn.Width, drawn.Height));
        Assert.True(drawn.Shows(Blue) && drawn.Shows(Vermilion) && !drawn.Shows(Green));
        drawn.AssertNothingIsCutOff();
    }

    [Fact]
    public void The_loss_falls_in_the_left_half_and_the_accuracy_rises_in_the_right()
    {
        using var drawn = DrawnPicture.Of(new LearningCurve(Histories.Of(12)));

        var (lossFirst, lossLast) = Ends(drawn, 60, Middle - 10);
        var (accuracyFirst, accuracyLast) = Ends(drawn, Middle + 60, drawn.Width - 10);
        Assert.True(lossFirst < lossLast - 150 && accuracyFirst > accuracyLast + 150, $"{lossFirst} {lossLast} {accuracyFirst} {accuracyLast}");
    }

    [Fact]
    public void Axes_have_names_and_numbers()
    {
        using var drawn = DrawnPicture.Of(new LearningCurve(Histories.Of(5)));

        // The legend, the names above both charts, the numbers to their left and the epochs below them.
        Assert.All(
            [(45, 16, 60, 18), (16, 46, 60, 18), (Middle + 14, 46, 60, 18), (16, 66, 20, 260), (Middle + 14, 66, 30, 260), (40, 314, 420, 16), (400, 330, 70, 16)],
            area => Assert.InRange(drawn.Ink(area.Item1, area.Item2, area.Item3, area.Item4), 40, 4_000));
    }

    [Fact]
    public void Without_validation_there_is_one_line()
    {
        using var drawn = DrawnPicture.Of(new LearningCurve(Histories.Of(5, isValidated: false)));

        Assert.True(drawn.Shows(Blue) && !drawn.Shows(Vermilion));
    }

    [Fact]
    public void Several_trainings_have_a_color_each_and_names_of_any_length()
    {
        string endless = string.Join(", ", Enumerable.Repeat("a network with quite a long name", 9));

        using var drawn = DrawnPicture.Of(new LearningCurve(
            new NamedHistory("fully connected", Histories.Of(5)), new NamedHistory(endless, Histories.Of(8)), new NamedHistory("no epoch", Histories.Of([])), new NamedHistory("third", Histories.Of(3, isValidated: false))));

        Assert.True(drawn.Shows(Blue) && drawn.Shows(Vermilion) && drawn.Shows(Green));
        drawn.AssertNothingIsCutOff();
    }

    [Fact]
    public void What_is_no_number_leaves_a_gap()
    {
        var reports = Histories.Of(6).Epochs.ToArray();
        reports[2] = reports[2] with { Loss = double.NaN, ValidationLoss = double.PositiveInfinity, ValidationAccuracy = double.NaN };

        using var drawn = DrawnPicture.Of(new LearningCurve(Histories.Of(reports)));
        using var nothing = DrawnPicture.Of(new LearningCurve(Histories.Of([reports[2] with { Accuracy = double.NaN, LearningRate = double.NaN }])));

        // Six epochs stand about 85 pixels apart; a gap is two of them.
        using var whole = DrawnPicture.Of(new LearningCurve(Histories.Of(6)));
        Assert.True(Columns(drawn, 60, Middle - 10).Zip(Columns(drawn, 60, Middle - 10).Skip(1)).Max(pair => pair.Second - pair.First) > 150);
        Assert.InRange(Columns(whole, 60, Middle - 10).Zip(Columns(whole, 60, Middle - 10).Skip(1)).Max(pair => pair.Second - pair.First), 1, 5);
        drawn.AssertNothingIsCutOff();
        nothing.AssertNothingIsCutOff();
    }

    [Fact]
    public void The_ending_of_the_name_decides_the_format()
    {
        using var folder = new TestFolder();
        var curve = new LearningCurve(Histories.Of(4)) { Title = "Übung" };

        curve.Save(folder.File("curve.png"));
        curve.Save(folder.File("curve.svg"));

        Assert.Equal(["curve.png", "curve.svg"], folder.Content);
        using var drawn = DrawnPicture.Read(folder.File("curve.png"));
        var svg = XDocument.Load(folder.File("curve.svg")).Root!;
        Assert.Equal((drawn.Width.ToString(), drawn.Height.ToString()), (svg.Attribute("width")!.Value, svg.Attribute("height")!.Value));
        Assert.Contains(svg.Descendants(), element => element.Attribute("stroke")?.Value == "#" + Vermilion);
    }

    [Fact]
    public void A_history_without_epochs_is_refused() =>
        Refusal.Says("There is no finished epoch in the history, so there is no learning curve to draw.", () => new LearningCurve(Histories.Of([])).ToPng());

    /// <summary>The heights at which the vermilion line begins and ends.</summary>
    private static (int First, int Last) Ends(DrawnPicture drawn, int left, int right)
    {
        var columns = Columns(drawn, left, right);
        return (Height(drawn, columns[0]), Height(drawn, columns[^1]));
    }

    /// <summary>The columns of pixels that the vermilion line reaches, from left to right.</summary>
    private static List<int> Columns(DrawnPicture drawn, int left, int right) =>
        [.. Enumerable.Range(left, right - left).Where(x => Height(drawn, x) >= 0)];

    private static int Height(DrawnPicture drawn, int x) =>
        Enumerable.Range(60, 280).Where(y => drawn.At(x, y) == Vermilion).DefaultIfEmpty(-1).First();
}

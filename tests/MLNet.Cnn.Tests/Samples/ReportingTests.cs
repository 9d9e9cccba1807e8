using MLNet.Cnn.Samples;

namespace MLNet.Cnn.Tests;

public class ReportingTests
{
    [Fact]
    public void Confusion_is_a_matrix_where_it_fits()
    {
        var confusion = new Confusion(["cat", "[dog]"], [[9, 1], [0, 10]]);
        Assert.Equal(
            """
               True   cat  [dog]  Recognized
                cat     9      1      90.0 %
              [dog]     .     10     100.0 %
            """.Split(Environment.NewLine),
            Render(confusion));
    }

    [Fact]
    public void Confusion_is_a_list_of_mistakes_where_a_matrix_would_not_fit()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(number => $"class{number:00}")];
        int[][] counts = [.. names.Select((_, row) => names.Select((_, column) => row == column ? 50 : row == 3 && column > 17 ? column : 0).ToArray())];
        Assert.Equal(
            """
              True     Taken for  Images
              class03  class19        19
              class03  class18        18
            """.Split(Environment.NewLine),
            Render(new Confusion(names, counts)));
    }

    [Fact]
    public void A_row_shows_no_more_progress_than_was_reported_and_the_running_epoch()
    {
        var report = new EpochReport(1, 4, 0.5, 0.9, null, null, 0.01, 1_000, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(3));
        var row = new TrainingRow("lenet5");
        Assert.Equal((0, null), (row.Share, row.SecondsLeft));
        row = row with { Reports = [report], Reported = 0 }; // reported an age ago
        Assert.Equal(1.95 / 4, row.Share, precision: 10);
        Assert.Equal(0, row.SecondsLeft);
    }

    [Fact]
    public void An_existing_file_survives_until_the_new_one_is_complete()
    {
        using var folder = new SampleFolder();
        var file = folder.File("result.json");
        OutputFile.Write(file, [1]);
        OutputFile.Write(file, [2, 3]);
        Assert.Equal([2, 3], File.ReadAllBytes(file));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void An_error_for_programmers_becomes_one_line_for_users() =>
        Assert.Equal("First. Second.", UserError.Sentence(new ArgumentException("First.\r\n  Second.", "value")));

    private static string[] Render(Confusion confusion)
    {
        var output = new StringWriter();
        var host = SampleHost.Plain(output, output);
        host.Console.Write(ConfusionTable.Create(confusion, host.Console.Profile.Width, unicode: false).Table);
        return output.ToString().TrimEnd().Split(Environment.NewLine);
    }
}

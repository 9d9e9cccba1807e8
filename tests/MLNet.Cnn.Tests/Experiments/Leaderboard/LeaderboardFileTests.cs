using System.Text.Json.Nodes;

namespace MLNet.Cnn.Tests;

public class LeaderboardFileTests
{
    [Fact]
    public void Csv_has_a_line_for_each_model_with_exact_numbers()
    {
        var interval = AccuracyInterval.Wilson(978, 1000);
        string expected = string.Join("\r\n",
            "rank_first,rank_last,p_value_against_previous,model,images,accuracy,accuracy_low,accuracy_high,macro_f1,log_loss,parameters,model_bytes,training_seconds,images_per_second,milliseconds_per_image,peak_memory_bytes,test_images,test_accuracy,test_accuracy_low,test_accuracy_high,trials_at_once,error,setting rate,setting batch,setting norm",
            FormattableString.Invariant($"1,2,,LeNet5,1000,0.98,{AccuracyInterval.Wilson(980, 1000).Low},{AccuracyInterval.Wilson(980, 1000).High},0.75,0.5,61706,253456,12.34,51234,0.0432,312000000,,,,,,,0.001,128,"),
            FormattableString.Invariant($"1,2,0.5,数字 Übung,1000,0.978,{interval.Low},{interval.High},0.75,0.5,,,,,,,,,,,,,0.1,64,"),
            FormattableString.Invariant($"3,3,{Math.Pow(2, -77)},\"<b>sdca</b> & \"\"co\"\"\",1000,0.9,{AccuracyInterval.Wilson(900, 1000).Low},{AccuracyInterval.Wilson(900, 1000).High},0.75,0.5,,999,,12345,0.01234,,,,,,,,,,\"min, max\""),
            ",,,broken,,,,,,,,,,,,,,,,,,\"Layer 'conv2d': a kernel\ndoes not fit.\",,,",
            "");

        Assert.Equal(expected, Rounded(Boards.Full.ToCsv()));
        Refusal.WithDecimalComma(() => Assert.Equal(expected, Rounded(Boards.Full.ToCsv())));

        // The sum over the binomial distribution is exact but for the last digits.
        static string Rounded(string csv)
        {
            string value = csv.Split("3,3,")[1].Split(',')[0];
            Assert.Equal(Math.Pow(2, -77), double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), 1e-33);
            return csv.Replace(value, FormattableString.Invariant($"{Math.Pow(2, -77)}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Json_comes_back_as_it_was()
    {
        var board = Boards.Full.WithTest(row => Boards.Scores(row.Name.Length, 30, double.NaN));

        string json = board.ToJson();

        var read = Leaderboard.FromJson(json);
        Assert.Equal(json, read.ToJson());
        Assert.Equal(board.ToText(200), read.ToText(200));
        Assert.Equal(board.Rows[0].Scores!.Correct, read.Rows[0].Scores!.Correct);
        Assert.Equal(board.Rows[0].History!.Epochs, read.Rows[0].History!.Epochs);
        Assert.Equal(board.Rows[1].Test!.Correct, read.Rows[1].Test!.Correct);
        Assert.Equal(0.98, (double)JsonNode.Parse(json)!["Leaderboard"]!["Rows"]![0]!["Scores"]!["Accuracy"]!);
    }

    [Fact]
    public void What_an_older_version_wrote_was_tried()
    {
        var board = new Leaderboard([new() { Name = "a", Error = "reason" }, new() { Name = "b", Error = "reason", WasTried = false }]);
        string json = board.ToJson();
        var older = JsonNode.Parse(json)!;
        Assert.True(older["Leaderboard"]!["Rows"]![0]!.AsObject().Remove("WasTried"));

        Assert.Equal([true, false], Leaderboard.FromJson(older.ToJsonString()).Rows.Select(row => row.WasTried));
    }

    [Fact]
    public void Files_go_through_folders_of_any_name_and_leave_nothing_beside_them()
    {
        using var folder = new TestFolder();

        Boards.Full.SaveCsv(folder.File("tafel ü.csv"));
        Boards.Full.SaveJson(folder.File("tafel ü.json"));

        Assert.Equal(["tafel ü.csv", "tafel ü.json"], folder.Content);
        Assert.Equal(Boards.Full.ToCsv(), File.ReadAllText(folder.File("tafel ü.csv")));
        Assert.Equal(Boards.Full.ToText(), Leaderboard.FromJson(File.ReadAllText(folder.File("tafel ü.json"))).ToText());
    }

    [Fact]
    public void A_text_that_is_none_is_refused_in_words()
    {
        string json = Boards.Full.ToJson();

        Refusal.Says<InvalidDataException>("The leaderboard has format 3, but this version of MLNet.Cnn reads up to 2. Use a newer version.",
            () => Leaderboard.FromJson(json.Replace("\"Format\": 2", "\"Format\": 3", StringComparison.Ordinal)));
        foreach (string damaged in new[] { "", "[]", "{}", "{\"Format\": 1}", json[..^20], json.Replace("\"Count\": 1000", "\"Count\": 999999", StringComparison.Ordinal) })
            Assert.StartsWith("The leaderboard cannot be read: ", Assert.Throws<InvalidDataException>(() => Leaderboard.FromJson(damaged)).Message, StringComparison.Ordinal);
    }
}

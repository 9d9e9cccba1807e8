using System.Text.Json;

namespace MLNet.Cnn.Tests;

public class HistoryFileTests
{
    private static readonly TrainingHistory Two = Histories.Of(
    [
        new(1, 2, 0.75, 0.5, 1.25, 0.25, 0.0001, 1234.5, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1.5)),
        new(2, 2, 1.0 / 3, 1, null, null, 1e-9, 2000, TimeSpan.FromMinutes(90), TimeSpan.Zero),
    ]);

    [Fact]
    public void A_csv_file_has_a_line_for_each_epoch_in_every_culture()
    {
        using var folder = new TestFolder();

        Refusal.WithDecimalComma(() => Two.SaveCsv(folder.File("Verlauf.csv")));

        Assert.Equal(
            """
            epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,images_per_second,elapsed_seconds
            1,0.75,0.5,1.25,0.25,0.0001,1234.5,1.5
            2,0.3333333333333333,1,,,1E-09,2000,5400

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(folder.File("Verlauf.csv")));
        Assert.Equal(["Verlauf.csv"], folder.Content);
    }

    [Fact]
    public void A_json_file_has_everything_that_the_model_file_has()
    {
        using var folder = new TestFolder();
        var history = Two with { Warnings = ["Validation: „seltsam“."], End = TrainingEnd.StopRequested, BestEpoch = 1 };

        history.SaveJson(folder.File("history.json"));

        using var json = JsonDocument.Parse(File.ReadAllText(folder.File("history.json")));
        var epochs = json.RootElement.GetProperty("Epochs");
        Assert.Equal((2, 1.25), (epochs.GetArrayLength(), epochs[0].GetProperty("ValidationLoss").GetDouble()));
        Assert.Equal(JsonValueKind.Null, epochs[1].GetProperty("ValidationLoss").ValueKind);
        Assert.Equal(("StopRequested", 1), (json.RootElement.GetProperty("End").GetString(), json.RootElement.GetProperty("BestEpoch").GetInt32()));
        Assert.Equal("Validation: „seltsam“.", json.RootElement.GetProperty("Warnings")[0].GetString());
    }

    [Fact]
    public void An_empty_history_is_a_file_with_the_names_of_the_columns()
    {
        using var folder = new TestFolder();

        Histories.Of([]).SaveCsv(folder.File("history.csv"));

        Assert.Single(File.ReadAllLines(folder.File("history.csv")));
        Assert.Throws<IOException>(() => Two.SaveCsv(folder.File("missing/history.csv")));
        Assert.Throws<IOException>(() => Two.SaveJson(folder.File("missing/history.json")));
    }
}

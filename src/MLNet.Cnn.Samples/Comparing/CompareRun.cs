using System.Text.Json;
using Microsoft.ML;

namespace MLNet.Cnn.Samples;

/// <summary>One comparison from the folder to the table.</summary>
internal sealed class CompareRun(CompareSettings settings, SampleHost host)
{
    /// <summary>Compares, shows how it goes, and writes the table.</summary>
    public CompareResult Run()
    {
        var mlContext = new MLContext(settings.Seed);
        var observer = new CompareObserver();
        var data = CompareData.Of(mlContext, settings, new CompareTraining(settings.Threads, observer.Epoch));
        var experiment = mlContext.MulticlassClassification.CreateCnnExperiment(new ExperimentSettings
        {
            Candidates = data.Candidates,
            MaxExperimentTimeInSeconds = 60 * settings.Minutes,
            ImageColumnName = data.ImageColumn,
            Seed = settings.Seed,
            Folder = settings.OutputFolder,
            Control = host.Control,
        });
        foreach (string sentence in data.Notes)
            host.Output.WriteLine(sentence);
        host.Output.WriteLine($"Comparing {Show.Plural(data.Candidates.Count, "candidate")} on {settings.Folder} for {Show.Plural(settings.Minutes, "minute")}, {Show.Plural(settings.Threads, "thread")}");
        UnreadableList.Write(host.Output, data.Unreadable);
        host.Output.WriteLine();
        observer.Begin(data.Candidates.Select(candidate => candidate.Name));
        var result = host.IsTerminal
            ? new LiveComparison(host.Console).Follow(observer, () => experiment.Execute(data.Training, data.Validation, data.Test, observer))
            : new PlainComparison(host.Output).Follow(observer, () => experiment.Execute(data.Training, data.Validation, data.Test, observer));
        host.Output.WriteLine();
        host.Output.WriteLine(ApiWords.Replace(result.Leaderboard.ToText(Math.Max(host.Console.Profile.Width, 40))));
        host.Output.WriteLine();
        string[] files = [.. Save(result.Leaderboard)];
        host.Output.WriteLine($"Best   {result.BestRun.TrainerName}");
        host.Output.WriteLine($"Time   {Show.Seconds(result.RuntimeInSeconds)}");
        host.Output.WriteLine($"Saved  {string.Join(", ", files)}");
        using var table = JsonDocument.Parse(result.Leaderboard.ToJson());
        return new CompareResult
        {
            Folder = settings.Folder,
            Minutes = settings.Minutes,
            Best = result.BestRun.TrainerName,
            Seconds = result.RuntimeInSeconds,
            Leaderboard = table.RootElement.Clone(),
            Unreadable = data.Unreadable,
            Files = files,
            Stopped = host.Control.IsStopRequested,
        };
    }

    private IEnumerable<string> Save(Leaderboard leaderboard)
    {
        string table = Path.Combine(settings.OutputFolder, "leaderboard");
        leaderboard.SaveHtml($"{table}.html");
        leaderboard.SaveCsv($"{table}.csv");
        leaderboard.SaveJson($"{table}.json");
        return [Path.Combine(settings.OutputFolder, "best.zip"), $"{table}.html", $"{table}.csv", $"{table}.json"];
    }
}

using Spectre.Console;
using Spectre.Console.Rendering;

namespace MLNet.Cnn.Samples;

/// <summary>Shows a demo on a console: drawn live in a terminal, as plain lines elsewhere.</summary>
internal sealed class DemoReporter(SampleHost host) : IDemoReporter
{
    private readonly IAnsiConsole _console = host.Console;

    private bool Unicode => _console.Profile.Capabilities.Unicode;

    /// <inheritdoc/>
    public void Begin(DemoSettings settings, DataSummary data)
    {
        Section("Convolutional networks in an ML.NET pipeline", new Rows(
            Fact("Data", $"{data.Name} ({data.Height} x {data.Width}): {Show.Count(data.TrainingImages)} to train on, {Show.Count(data.TestImages)} to test on"),
            Fact("Settings", $"{Show.Plural(settings.Epochs, "epoch")}, seed {settings.Seed}, {Show.Plural(settings.Threads, "thread")}")));
    }

    /// <inheritdoc/>
    public T Follow<T>(DemoSettings settings, TrainingControl control, Func<ITrainingObserver, T> work)
    {
        _console.WriteLine();
        return host.IsTerminal
            ? new LiveTraining(_console, control).Follow(settings.Networks.Select(network => network.Name), work)
            : work(new PlainTraining(host.Output));
    }

    /// <inheritdoc/>
    public void End(DemoResult result)
    {
        if (result.Stopped)
            Section("Stopped early", remark: Incomplete(result));
        if (result.Best is { } best)
            ShowBest(result, best);
        var total = $"{Show.Seconds(result.TotalSeconds)} in all, at most {Show.Megabytes(result.PeakMemoryBytes)} of memory";
        _console.WriteLine();
        _console.Write(new Text(total, Look.Quiet));
        _console.WriteLine();
    }

    private void ShowBest(DemoResult result, BestNetwork best)
    {
        Section("Comparison", ComparisonTable.Create(result.Networks, best.Name));
        var (confusion, remark) = ConfusionTable.Create(best.Confusion, _console.Profile.Width, Unicode);
        Section($"Confusion of {best.Name}", confusion, remark);
        var place = best.Model.File ?? "a temporary file (--save FILE keeps it)";
        Section($"Saved, loaded with mlContext.Model.Load, and asked about {Show.Plural(best.Predictions.Count, "test image")}");
        host.Output.WriteLine($"  {Show.Megabytes(best.Model.Bytes)} in {place}"); // not wrapped: a path must stay whole
        if (best.Model.CurveFile is { } curve)
            host.Output.WriteLine($"  How training went, as a picture: {curve}");
        _console.WriteLine();
        _console.Write(new PredictionCards(result.Data, _console.Profile.Width, Unicode).Create(best.Predictions));
    }

    private static string Incomplete(DemoResult result) => result.Networks.Count == 0
        ? "before any training"
        : string.Join(", ", result.Networks
            .Where(network => network.History.Count < result.Epochs)
            .Select(network => $"{network.Name} after {network.History.Count} of {Show.Plural(result.Epochs, "epoch")}"));

    private void Section(string title, IRenderable? content = null, string remark = "")
    {
        _console.WriteLine();
        _console.Write(new Text(title, Look.Title));
        if (remark.Length > 0)
            _console.Write(new Text($"  {remark}", Look.Quiet));
        _console.WriteLine();
        if (content is not null)
            _console.Write(content);
    }

    private static IRenderable Fact(string name, string text)
    {
        var line = new Paragraph();
        line.Append($"  {name,-10}", Look.Quiet);
        line.Append(text);
        return line;
    }
}

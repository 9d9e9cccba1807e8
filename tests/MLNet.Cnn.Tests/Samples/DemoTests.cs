using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML;
using MLNet.Cnn.Samples;

namespace MLNet.Cnn.Tests;

/// <summary>One run of the demo, looked at from all sides.</summary>
public sealed class DemoTests(DemoTests.OneRun run) : IClassFixture<DemoTests.OneRun>
{
    private JsonElement Document => run.Document.RootElement;

    [Fact]
    public void Ends_in_success_without_a_word_on_standard_error() => Assert.Equal((ExitCode.Success, ""), (run.Run.ExitCode, run.Run.Error));

    [Fact]
    public void Prints_plain_ascii_in_80_columns()
    {
        var lines = run.Run.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.All(lines.Where(line => !line.Contains(run.Folder.Path, StringComparison.Ordinal)), line =>
        {
            Assert.All(line, character => Assert.InRange(character, ' ', '~'));
            Assert.InRange(line.Length, 0, 80);
            Assert.Equal(line.TrimEnd(), line);
        });
    }

    [Fact]
    public void Prints_a_line_for_each_epoch_of_each_network() => Assert.Equal(
        ["fully-connected    1/2", "fully-connected    2/2", "lenet5-bn          1/2", "lenet5-bn          2/2"],
        Regex.Matches(run.Run.Output, @"^  (\S+ +\d/\d)  \d\.\d{4}  ", RegexOptions.Multiline).Select(match => match.Groups[1].Value));

    [Fact]
    public void Writes_the_numbers_of_each_network_as_json()
    {
        var networks = Document.GetProperty("networks").EnumerateArray().ToList();
        Assert.Equal(["fully-connected", "lenet5-bn"], networks.Select(network => network.GetProperty("name").GetString()));
        Assert.Equal([335_114 + 3, 60_162 + 3], networks.Select(network => network.GetProperty("parameters").GetInt32())); // the presets' own numbers, and mean, variance and count of the pixels
        Assert.All(networks, network =>
        {
            Assert.InRange(network.GetProperty("testAccuracy").GetDouble(), 0.05, 1);
            Assert.True(network.GetProperty("trainSeconds").GetDouble() > 0);
            Assert.True(network.GetProperty("imagesPerSecond").GetDouble() > 0);
            Assert.InRange(network.GetProperty("millisecondsPerPrediction").GetDouble(), 0.001, 100);
            Assert.Matches("^[0-9a-f]{64}$", network.GetProperty("weightsSha256").GetString()!);
            Assert.Equal([1, 2], network.GetProperty("history").EnumerateArray().Select(epoch => epoch.GetProperty("epoch").GetInt32()));
        });
    }

    [Fact]
    public void Writes_the_circumstances_of_the_run_as_json()
    {
        Assert.InRange(Document.GetProperty("peakMemoryBytes").GetInt64(), 50_000_000, 20_000_000_000);
        Assert.Equal(7, Document.GetProperty("seed").GetInt32());
        Assert.Equal(1, Document.GetProperty("threads").GetInt32());
        Assert.NotEqual("", Document.GetProperty("processor").GetString());
        Assert.All(["library", "dotNet", "mlNet", "torchSharp", "onnxRuntime"], name =>
            Assert.Matches(@"^\d+\.\d+\.\d+", Document.GetProperty("versions").GetProperty(name).GetString()!));
    }

    [Fact]
    public void Writes_what_the_best_network_took_for_what_and_predicted()
    {
        var networks = Document.GetProperty("networks").EnumerateArray();
        var best = Document.GetProperty("best");
        Assert.Equal(networks.MaxBy(network => network.GetProperty("testAccuracy").GetDouble()).GetProperty("name").GetString(), best.GetProperty("name").GetString());
        var counts = best.GetProperty("confusion").GetProperty("counts").EnumerateArray().SelectMany(row => row.EnumerateArray());
        Assert.Equal(60, counts.Sum(count => count.GetInt32()));
        Assert.All(best.GetProperty("predictions").EnumerateArray(), image => Assert.Equal(3, image.GetProperty("guesses").GetArrayLength()));
        Assert.Equal(5, best.GetProperty("predictions").GetArrayLength());
    }

    [Fact]
    public void Keeps_the_model_that_was_asked_for_with_its_curve_and_nothing_else()
    {
        Assert.Equal(["model.curve.png", "model.zip", "result.json"], Directory.GetFiles(run.Folder.Path).Select(Path.GetFileName).Order());
        using var model = new MLContext().Model.LoadCnn(run.Folder.File("model.zip"));
        var best = Document.GetProperty("best").GetProperty("name").GetString();
        var network = Document.GetProperty("networks").EnumerateArray().Single(candidate => candidate.GetProperty("name").GetString() == best);
        Assert.Equal(network.GetProperty("weightsSha256").GetString(), model.Model.Weights.Sha256());
    }

    /// <summary>The run, in a country that writes 0,5.</summary>
    public sealed class OneRun : IDisposable
    {
        public OneRun()
        {
            var culture = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            try
            {
                Run = SampleRun.Of("--epochs", "2", "--seed", "7", "--json", Folder.File("result.json"), "--save", Folder.File("model.zip"));
            }
            finally
            {
                CultureInfo.CurrentCulture = culture;
            }

            Document = JsonDocument.Parse(File.ReadAllText(Folder.File("result.json")));
        }

        public SampleFolder Folder { get; } = new();

        internal SampleRun Run { get; }

        public JsonDocument Document { get; }

        public void Dispose()
        {
            Document.Dispose();
            Folder.Dispose();
        }
    }
}

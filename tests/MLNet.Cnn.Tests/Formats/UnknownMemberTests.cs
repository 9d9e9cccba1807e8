
namespace MLNet.Cnn.Tests;

/// <summary>What a file says beyond what its format knows is refused by name: read without it, it would be another network, model or training.</summary>
public class UnknownMemberTests
{
    private static readonly Network Network = Network.Sequential(new(5, 5, 1), new Conv2D(2, 3), new Flatten(), new Dense(2));
    private static readonly Dictionary<string, string> Identity = new() { ["Seed"] = "1" };

    [Theory]
    [InlineData("\"name\":", "The network definition has no member 'twist'.")]
    [InlineData("\"kind\":\"Conv2D\"", "A layer of the network definition has no member 'twist'.")]
    [InlineData("\"Filters\":", "Conv2D has no setting 'twist'.")]
    [InlineData("\"type\":\"VarianceScalingInitializer\"", "VarianceScalingInitializer has no setting 'twist'.")]
    public void In_a_network(string before, string message)
    {
        string text = NetworkJson.Write(Network);
        Assert.Contains(before, text);

        Refusal.Says<InvalidDataException>($"{message} The file is of another version of MLNet.Cnn, or damaged.", () => NetworkJson.Read(Twist(text, before)));
    }

    [Theory]
    [InlineData("\"LabelColumnName\":")]
    [InlineData("\"Layout\":")]
    [InlineData("\"Seed\":")]
    [InlineData("\"ValidationLoss\":")]
    public void In_what_a_model_says_of_itself(string before)
    {
        var info = SmallNetworks.Model(Network).Info;
        var report = new EpochReport(1, 1, 0.5, 0.5, null, null, 0.1, 10, TimeSpan.Zero, TimeSpan.Zero);
        string text = (info with { History = info.History with { Epochs = [report] } }).ToJson();
        Assert.Contains(before, text);

        Assert.Contains("'twist'", Assert.ThrowsAny<Exception>(() => ModelInfo.FromJson(Twist(text, before))).Message);
    }

    [Fact]
    public void In_the_entries_of_a_model()
    {
        byte[] file = SmallNetworks.Model(Network).ToOnnx();
        // One more entry of metadata_props, field 14 of an ONNX model: key and value.
        byte[] key = [.. "mlnetcnn.twist"u8], entry = [0x0A, (byte)key.Length, .. key, 0x12, 1, (byte)'1'];

        Refusal.Says<InvalidDataException>(
            "The model has the entry 'mlnetcnn.twist', which format 2 does not know. The file is of another version of MLNet.Cnn, or damaged.",
            () => ModelFile.Read([.. file, 0x72, (byte)entry.Length, .. entry], TorchEngine.Default));
    }

    [Theory]
    [InlineData("state")]
    [InlineData("text")]
    [InlineData("array")]
    [InlineData("identity")]
    public void In_a_checkpoint(string where)
    {
        using var folder = new TestFolder();
        var options = SmallTraining.Options with { Checkpoints = new(folder.Path) };
        var images = SmallTraining.Images();
        SmallTraining.Fit(options, images).Dispose();
        string path = folder.File("last.checkpoint");
        var (texts, arrays) = CheckpointFile.Read(path);
        var changed = new Dictionary<string, string>(texts);
        switch (where)
        {
            case "state": changed["state"] = Twist(texts["state"], "\"Epoch\":"); break;
            case "identity": changed["identity"] = Twist(texts["identity"], "\"Seed\":").Replace("\"twist\":1", "\"twist\":\"1\""); break;
            case "text": changed["twist"] = "1"; break;
            default: arrays = [.. arrays, new WeightArray("twist/kernel", new Shape(1), new float[1])]; break;
        }
        using (var stream = File.Create(path))
            CheckpointFile.Write(stream, new CheckpointContent(changed, arrays));

        string message = Assert.ThrowsAny<Exception>(() => SmallTraining.Fit(options, images)).Message;

        Assert.Contains(path, message);
        Assert.Contains("twist", message);
    }

    [Theory]
    [InlineData(0, "\"Version\":")]
    [InlineData(1, "\"Epochs\":")]
    public void In_a_journal(int line, string before)
    {
        using var folder = new TestFolder();
        using (var journal = ExperimentJournal.Open(folder.Path, Identity, static (stream, bytes) => stream.Write(bytes)))
            journal.Append(new TrialStarted { Trial = 1, ElapsedSeconds = 0.5, Epochs = 3 });
        string path = folder.File(ExperimentJournal.FileName);
        string[] lines = File.ReadAllLines(path);
        lines[line] = Twist(lines[line], before);
        File.WriteAllText(path, string.Concat(lines.Select(text => text + "\n")));

        string message = Assert.Throws<InvalidDataException>(() => ExperimentJournal.Open(folder.Path, Identity, static (_, _) => { })).Message;

        Assert.Contains(path, message);
        Assert.Contains("'twist'", message);
    }

    private static string Twist(string text, string before)
    {
        int at = text.IndexOf(before, StringComparison.Ordinal);
        Assert.True(at >= 0, $"no {before} in {text}");
        return text.Insert(at, "\"twist\":1,");
    }
}

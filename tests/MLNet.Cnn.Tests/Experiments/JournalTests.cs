using System.Text;

namespace MLNet.Cnn.Tests;

public class JournalTests
{
    private static readonly Dictionary<string, string> Identity = new() { ["Seed"] = "1", ["training images"] = "sha256:1234" };
    private static readonly Action<Stream, byte[]> Write = static (stream, line) => stream.Write(line);

    [Fact]
    public void Cut_off_at_any_byte_it_has_all_whole_lines_and_goes_on()
    {
        using var folder = new TestFolder();
        Fill(folder.Path);
        byte[] whole = File.ReadAllBytes(folder.File(ExperimentJournal.FileName));

        for (int length = 0; length <= whole.Length; length++)
        {
            using var cut = new TestFolder();
            string path = cut.File(ExperimentJournal.FileName);
            File.WriteAllBytes(path, whole[..length]);
            int entries = Math.Max(0, whole[..length].Count(value => value == '\n') - 1);
            using (var journal = ExperimentJournal.Open(cut.Path, Identity, Write))
            {
                Assert.Equal(entries, journal.Entries.Count);
                journal.Append(Finished(entries + 1));
            }

            using var again = ExperimentJournal.Open(cut.Path, Identity, Write);
            Assert.Equal(entries + 1, again.Entries.Count);
            Assert.Equal(entries + 1, again.Entries[^1].Trial);
        }
    }

    [Fact]
    public void What_is_written_comes_back()
    {
        using var folder = new TestFolder();
        Fill(folder.Path);

        using var journal = ExperimentJournal.Open(folder.Path, Identity, Write);

        var started = Assert.IsType<TrialStarted>(journal.Entries[0]);
        Assert.Equal((1, 3), (started.Trial, started.Epochs));
        var finished = Assert.IsType<TrialFinished>(journal.Entries[1]);
        var expected = Finished(1);
        Assert.Equal(expected.Settings, finished.Settings);
        Assert.Equal(expected.Scores!.Correct, finished.Scores!.Correct);
        Assert.Equal((expected.Scores.MacroF1, expected.Scores.LogLoss), (finished.Scores.MacroF1, finished.Scores.LogLoss));
        Assert.Equal(expected.Cost, finished.Cost);
        Assert.Equal((RunEnd.Completed, "models/0001.zip", "abc", 2.5), (finished.End, finished.Model, finished.WeightHash, finished.Seconds));
    }

    [Fact]
    public void A_journal_of_another_experiment_is_refused_and_left_as_it_is()
    {
        using var folder = new TestFolder();
        Fill(folder.Path);
        string path = folder.File(ExperimentJournal.FileName);
        byte[] before = File.ReadAllBytes(path);

        Refusal.Says<InvalidOperationException>(
            $"The journal '{path}' is that of another experiment, with Seed 1 instead of 2. Use the same data and settings to go on with it, or choose another folder; it is left as it is.",
            () => ExperimentJournal.Open(folder.Path, new Dictionary<string, string>(Identity) { ["Seed"] = "2" }, Write));
        Refusal.Says<InvalidOperationException>(
            $"The journal '{path}' is that of another experiment, with other training images. Use the same data and settings to go on with it, or choose another folder; it is left as it is.",
            () => ExperimentJournal.Open(folder.Path, new Dictionary<string, string>(Identity) { ["training images"] = "sha256:5678" }, Write));
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_newer_version_is_refused()
    {
        using var folder = new TestFolder();
        string path = folder.File(ExperimentJournal.FileName);
        File.WriteAllText(path, "{\"Version\":3,\"More\":7,\"Identity\":{\"Seed\":\"1\"}}\n");

        Refusal.Says<InvalidDataException>(
            $"The journal '{path}' has format 3, but this version of MLNet.Cnn reads up to 2. Use a newer version, or choose another folder.",
            () => ExperimentJournal.Open(folder.Path, Identity, Write));
    }

    [Theory]
    [InlineData("not json\n")]
    [InlineData("{\"a\":1}\n")]
    [InlineData("[1]\n")]
    [InlineData("{\"Version\":\"1\",\"Identity\":{}}\n")]
    public void What_is_no_journal_is_refused(string content)
    {
        using var folder = new TestFolder();
        string path = folder.File(ExperimentJournal.FileName);
        File.WriteAllText(path, content);

        string message = Assert.Throws<InvalidDataException>(() => ExperimentJournal.Open(folder.Path, Identity, Write)).Message;

        Assert.StartsWith($"'{path}' is no journal of an experiment: ", message);
        Assert.EndsWith(" Choose another folder.", message);
    }

    [Fact]
    public void A_broken_line_is_named()
    {
        using var folder = new TestFolder();
        Fill(folder.Path);
        string path = folder.File(ExperimentJournal.FileName);
        string[] lines = File.ReadAllLines(path);
        lines[2] = lines[2][..20];
        File.WriteAllLines(path, lines);

        var error = Assert.Throws<InvalidDataException>(() => ExperimentJournal.Open(folder.Path, Identity, Write));

        Assert.StartsWith($"The journal '{path}' is damaged in line 3: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Delete the lines from there on to go on from the trials before, or choose another folder.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_leaves_what_was_written()
    {
        using var folder = new TestFolder();
        Fill(folder.Path);
        string path = folder.File(ExperimentJournal.FileName);
        byte[] before = File.ReadAllBytes(path);
        using (var journal = ExperimentJournal.Open(folder.Path, Identity, HalfALine))
        {
            Refusal.Says<IOException>(
                $"The journal '{path}' cannot be written: No space left on device. What it holds is unharmed: make room and start the experiment again, and it goes on.",
                () => journal.Append(Finished(2)));
        }

        Assert.Equal(before, File.ReadAllBytes(path));

        static void HalfALine(Stream stream, byte[] line)
        {
            stream.Write(line, 0, line.Length / 2);
            throw new IOException("No space left on device.");
        }
    }

    [Fact]
    public void Two_processes_cannot_have_it_open()
    {
        using var folder = new TestFolder();
        using var first = ExperimentJournal.Open(folder.Path, Identity, Write);

        var error = Assert.Throws<IOException>(() => ExperimentJournal.Open(folder.Path, Identity, Write));

        Assert.EndsWith("Check that the folder is writable and that no other process runs this experiment.", error.Message, StringComparison.Ordinal);
    }

    private static void Fill(string folder)
    {
        using var journal = ExperimentJournal.Open(folder, Identity, Write);
        journal.Append(new TrialStarted { Trial = 1, ElapsedSeconds = 0.5, Epochs = 3 });
        journal.Append(Finished(1));
    }

    private static TrialFinished Finished(int trial) => new()
    {
        Trial = trial,
        Rung = 0,
        ElapsedSeconds = 3,
        Candidate = "größer",
        Settings = [new("learning rate", "0.001")],
        End = RunEnd.Completed,
        Scores = new ModelScores { Correct = [true, false, true, true, false, true, true, true, true], MacroF1 = 0.75, LogLoss = double.NaN },
        Cost = new ModelCost { Parameters = 123, ModelBytes = 456, MillisecondsPerImage = 0.1 },
        Model = "models/0001.zip",
        WeightHash = "abc",
        Seconds = 2.5,
    };
}

namespace MLNet.Cnn.Tests;

public class TensorBoardTests
{
    /// <summary>RFC 3720, appendix B.4; the last is the check value of the catalog of parametrised CRC algorithms.</summary>
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AAu)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0x62A8AB43u)]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", 0x46DD794Eu)]
    [InlineData("1F1E1D1C1B1A191817161514131211100F0E0D0C0B0A09080706050403020100", 0x113FDB5Cu)]
    [InlineData("313233343536373839", 0xE3069283u)]
    public void Checksums_are_those_of_the_standard(string data, uint expected)
    {
        Assert.Equal(expected, TensorBoardRecord.Crc32C(Convert.FromHexString(data)));
        Assert.Equal(expected, EventFileReader.Crc32C(Convert.FromHexString(data)));
    }

    [Fact]
    public void A_record_is_length_checksum_data_checksum()
    {
        // The checksum of eight zeros is 0x8C28B28A; masked: ((crc >> 15) | (crc << 17)) + 0xa282ead8, both in 32 bits.
        byte[] record = TensorBoardRecord.Frame([]);
        uint masked = unchecked(((0x8C28B28Au >> 15) | (0x8C28B28Au << 17)) + 0xa282ead8u);

        Assert.Equal([.. new byte[8], .. BitConverter.GetBytes(masked), .. BitConverter.GetBytes(0xa282ead8u)], record);
    }

    [Fact]
    public void A_fit_writes_its_epochs_where_TensorBoard_looks_for_runs()
    {
        using var folder = new TestFolder();
        string logs = folder.File("logs");

        using var cnn = SmallTraining.Fit(
            SmallTraining.Options with { Epochs = 3, ValidationFraction = 0.2, TensorBoard = new TensorBoardLog(logs) }, SmallTraining.Images());

        Assert.Equal(["logs", "logs/run-001", "logs/run-001/train", "logs/run-001/validation"], folder.Content.Where(entry => !entry.Contains("tfevents")).Select(entry => entry.Replace('\\', '/')));
        var (train, validation) = (Events(logs, "run-001/train"), Events(logs, "run-001/validation"));
        Assert.Equal(("brain.Event:2", "brain.Event:2"), (train[0].FileVersion, validation[0].FileVersion));
        Assert.Equal([1, 2, 3], train[1..].Select(written => written.Step));
        Assert.All(train.Zip(train.Skip(1)), pair => Assert.True(pair.First.WallTime > 1e9 && pair.First.WallTime <= pair.Second.WallTime));
        Assert.Equal(
            cnn.Model.History.Epochs.Select(report => new Dictionary<string, float>
            {
                ["epoch_loss"] = (float)report.Loss,
                ["epoch_accuracy"] = (float)report.Accuracy,
                ["epoch_learning_rate"] = (float)report.LearningRate,
                ["epoch_images_per_second"] = (float)report.ImagesPerSecond,
            }),
            train[1..].Select(written => written.Scalars));
        Assert.Equal(
            cnn.Model.History.Epochs.Select(report => new Dictionary<string, float> { ["epoch_loss"] = (float)report.ValidationLoss!, ["epoch_accuracy"] = (float)report.ValidationAccuracy! }),
            validation[1..].Select(written => written.Scalars));
    }

    [Fact]
    public void Each_fit_is_a_run_of_its_own_and_what_was_written_can_be_read_while_training_goes_on()
    {
        using var folder = new TestFolder();
        var whileTraining = new List<int>();
        var options = SmallTraining.Options with
        {
            Epochs = 2,
            TensorBoard = new TensorBoardLog(folder.Path),
            // The epoch before the one that is reported is whole on the disk; the file's head is one record more.
            Progress = report => whileTraining.Add(Events(folder.Path, Directory.Exists(folder.File("run-002")) ? "run-002/train" : "run-001/train").Count),
        };

        SmallTraining.Fit(options, SmallTraining.Images()).Dispose();
        SmallTraining.Fit(options, SmallTraining.Images()).Dispose();

        Assert.Equal([2, 3, 2, 3], whileTraining);
        Assert.False(Directory.Exists(folder.File("run-001/validation")));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused_before_training_begins()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("file"), "");
        var engine = new ObservedEngine();

        var error = Assert.Throws<IOException>(() => SmallTraining.Fit(
            SmallTraining.Options with { Engine = engine, TensorBoard = new TensorBoardLog(folder.File("file")) }, SmallTraining.Images()));

        Assert.StartsWith($"TensorBoard's files cannot be written in '{folder.File("file")}': ", error.Message);
        Assert.EndsWith(" Check that it is a folder, is writable and has room.", error.Message);
        Assert.Equal(0, engine.Steps);
    }

    [Fact]
    public void A_full_disk_is_told_once_and_ends_no_training_and_what_was_written_can_be_read()
    {
        using var folder = new TestFolder();
        var engine = new ObservedEngine();
        int writes = 0;

        using var cnn = SmallTraining.Fit(
            SmallTraining.Options with
            {
                Engine = engine,
                TensorBoard = new TensorBoardLog(folder.Path),
                // The head and the first epoch fit; of the next two records a half does.
                WriteTensorBoard = (stream, record) =>
                {
                    stream.Write(record.AsSpan(0, ++writes is 3 or 4 ? record.Length / 2 : record.Length));
                    if (writes is 3 or 4)
                        throw new IOException("No space left on device.");
                },
            },
            SmallTraining.Images());

        Assert.Equal(4 * 4, engine.Steps);
        Assert.Equal($"TensorBoard's files cannot be written in '{folder.Path}': No space left on device. Training goes on; they are tried again after each epoch.", Assert.Single(cnn.Model.History.Warnings));
        Assert.Equal([1, 4], Events(folder.Path, "run-001/train")[1..].Select(written => written.Step));
    }

    [Fact]
    public void A_run_that_cannot_even_begin_is_told_once_and_begins_when_there_is_room()
    {
        using var folder = new TestFolder();
        int writes = 0;

        using var cnn = SmallTraining.Fit(
            SmallTraining.Options with
            {
                Epochs = 3,
                TensorBoard = new TensorBoardLog(folder.Path),
                WriteTensorBoard = (stream, record) =>
                {
                    if (++writes <= 2)
                        throw new IOException("No space left on device.");
                    stream.Write(record);
                },
            },
            SmallTraining.Images());

        Assert.Single(cnn.Model.History.Warnings);
        Assert.Equal([2, 3], Events(folder.Path, "run-001/train")[1..].Select(written => written.Step));
    }

    [Fact]
    public void Fits_that_begin_at_once_have_a_run_each()
    {
        using var folder = new TestFolder();
        const int Fits = 8;
        var options = SmallTraining.Options with { Epochs = 1, Engine = new IdleEngine(), TensorBoard = new TensorBoardLog(folder.File("logs")) };
        var images = SmallTraining.Images(12);
        using var start = new Barrier(Fits);

        var fits = Enumerable.Range(0, Fits).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            SmallTraining.Fit(options, images).Dispose();
        })).ToList();
        fits.ForEach(fit => fit.Start());
        fits.ForEach(fit => fit.Join());

        Assert.Equal(Enumerable.Range(1, Fits).Select(number => $"run-00{number}"), Directory.GetDirectories(folder.File("logs")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Enumerable.Range(1, Fits), number => Assert.Equal(2, Events(folder.File("logs"), $"run-00{number}/train").Count));
    }

    private static List<EventFileReader.Event> Events(string logs, string run)
    {
        using var file = new FileStream(Assert.Single(Directory.GetFiles(Path.Combine(logs, run), "events.out.tfevents.*")), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return EventFileReader.Read(bytes);
    }
}

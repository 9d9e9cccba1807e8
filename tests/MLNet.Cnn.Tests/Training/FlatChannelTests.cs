using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.Cnn.Tests;

/// <summary>Channels that are the same in all training images: what they hold in other images must not decide the class.</summary>
public class FlatChannelTests
{
    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void A_little_red_and_blue_changes_no_class_where_training_images_were_green_alone()
    {
        var training = Rows(60, green => [0, green, 0]);
        // What JPEG makes of a picture that is only green.
        var random = new Random(2);
        var scored = Rows(60, green => [(byte)random.Next(4), green, (byte)random.Next(4)]);

        using var cnn = Fit(training);

        Assert.InRange(cnn.Model.History.Epochs[^1].Accuracy, 0.9, 1);
        Assert.Equal(Predictions(cnn, training), Predictions(cnn, scored));
        double deviation = Deviation(training.SelectMany(row => row.Image.Where((_, i) => i % 3 == 1)));
        var normalization = (Normalization)cnn.Model.Network.Layers[1].Layer;
        Assert.Equal([deviation, deviation, deviation], normalization.Variance!.Select(v => Math.Sqrt(v)), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(
            FormattableString.Invariant($"Image column 'Image': channels 1 and 3 of 3 hardly differ among the training images: their standard deviation is 0, less than one step of their values. They are divided by {deviation:G4} instead, as the other channel is; otherwise the least difference in another image, such as JPEG makes, would decide its class. Leave such a channel out, or train on images in which it differs."),
            Assert.Single(cnn.Model.History.Warnings));
    }

    [Fact]
    public void Photos_trained_on_as_PNG_are_right_as_JPEG()
    {
        string folder = Path.Combine(LibrarySource.Repository, "..", "shared", "cases", "photos", "green-channel");
        Assert.SkipUnless(Directory.Exists(folder), "needs ../shared");
        var labels = _context.Transforms.Conversion.MapValueToKey("Label").Fit(Photos("train"));
        // LeNet5 is large enough to tell all of them apart, and small enough to do it in seconds.
        using var cnn = _context.Transforms.TrainCnn(new CnnOptions
        {
            Network = Networks.LeNet5(batchNormalization: true),
            ImageColumnName = "ImagePath",
            ImageReading = new ImageReading(32),
            Epochs = 8,
            BatchSize = 16,
            Threads = 1,
            Seed = 1,
        }).Fit(labels.Transform(Photos("train")));

        foreach (string part in new[] { "test", "as-jpeg" })
            Assert.Equal(1, _context.MulticlassClassification.Evaluate(cnn.Transform(labels.Transform(Photos(part)))).MicroAccuracy);

        IDataView Photos(string part) => _context.Data.LoadFromImageFolder(Path.Combine(folder, part));
    }

    [Fact]
    public void An_alpha_that_was_always_255_may_once_be_254()
    {
        var training = Rows(60, value => [value, (byte)(255 - value), value, 255]);
        var scored = Rows(60, value => [value, (byte)(255 - value), value, 254]);

        using var cnn = Fit(training, 4);

        Assert.InRange(cnn.Model.History.Epochs[^1].Accuracy, 0.9, 1);
        Assert.Equal(Predictions(cnn, training), Predictions(cnn, scored));
        Assert.StartsWith("Image column 'Image': channel 4 of 4 hardly differs among the training images: its standard deviation is 0, less than one step of its values. It is divided by ", Assert.Single(cnn.Model.History.Warnings));
    }

    [Fact]
    public void Images_all_of_one_color_are_divided_by_a_quarter_of_the_range_and_told()
    {
        var rows = Rows(60, _ => [17]);

        using var cnn = Fit(rows, 1);

        Assert.Equal(255 / 4.0 * (255 / 4.0), Assert.Single(((Normalization)cnn.Model.Network.Layers[1].Layer).Variance!), 1e-3);
        Assert.Equal(
            [
                "Image column 'Image': all 60 training images are of one color all over; only their color can tell their classes apart. See whether they are read as they should be.",
                "Image column 'Image': the only channel hardly differs among the training images: its standard deviation is 0, less than one step of its values. It is divided by 63.75 instead, a quarter of the range of pixels; otherwise the least difference in another image, such as JPEG makes, would decide its class. Leave such a channel out, or train on images in which it differs.",
            ],
            cnn.Model.History.Warnings);
    }

    [Fact]
    public void Some_images_of_one_color_are_counted_with_their_classes()
    {
        var rows = Rows(60, green => [0, green, (byte)(green / 2)]);
        foreach (var row in rows.Where(row => row.Label == "row").Take(2))
            row.Image = [.. Enumerable.Range(0, row.Image.Length).Select(i => (byte)(i % 3 * 40))];

        using var cnn = Fit(rows);

        Assert.Contains("Image column 'Image': 2 of 60 training images are of one color all over, in class 'row' (2). See whether they are read as they should be.", cnn.Model.History.Warnings);
    }

    // Mean and variance of each channel; the channels that are flat, counted from 1, and their divisors then.
    [Theory]
    [InlineData("bytes, three channels", true, new[] { 120.0, 60, 0 }, new[] { 3600.0, 900, 0.99 }, new[] { 3 }, 47.4342)]
    [InlineData("bytes, a deviation of one step is no flat channel", true, new[] { 120.0, 60, 7 }, new[] { 3600.0, 900, 1 }, new int[0], 0)]
    [InlineData("bytes 0 and 1 are a mask, and no flat channel", true, new[] { 0.2 }, new[] { 0.16 }, new int[0], 0)]
    [InlineData("bytes 0 and 1 beside a channel that is always 0", true, new[] { 0.2, 0 }, new[] { 0.16, 0 }, new[] { 2 }, 0.4)]
    [InlineData("bytes 7 and 8 alone", true, new[] { 7.5 }, new[] { 0.25 }, new[] { 1 }, 63.75)]
    [InlineData("floats from 0 to 1", false, new[] { 0.5, 1 }, new[] { 0.04, 0 }, new[] { 2 }, 0.2)]
    [InlineData("floats that differ by rounding alone", false, new[] { 0.5, 1 }, new[] { 0.04, 1e-14 }, new[] { 2 }, 0.2)]
    [InlineData("16-bit counts that differ by one step", false, new[] { 30000.0 }, new[] { 0.25 }, new int[0], 0)]
    [InlineData("16-bit counts that are all the same", false, new[] { 30000.0 }, new[] { 0.0 }, new[] { 1 }, 7500)]
    [InlineData("floats that are all -3", false, new[] { -3.0 }, new[] { 0.0 }, new[] { 1 }, 0.75)]
    [InlineData("floats that are all 0", false, new[] { 0.0 }, new[] { 0.0 }, new[] { 1 }, 0.25)]
    public void A_channel_is_flat_below_one_step_of_its_values(string what, bool isByte, double[] mean, double[] variance, int[] flat, double divisor)
    {
        var channels = new FlatChannels(mean, variance, isByte);

        Assert.Equal(flat, channels.Indices.Select(index => index + 1));
        double[] mended = [.. channels.MendedVariance().Select(Math.Sqrt)];
        for (int channel = 0; channel < mean.Length; channel++)
            Assert.True(Math.Abs(mended[channel] - (flat.Contains(channel + 1) ? divisor : Math.Sqrt(variance[channel]))) < 1e-3, $"{what}: {mended[channel]}");
    }

    [Fact]
    public void A_file_of_0_1_0_with_such_a_channel_warns_when_it_is_loaded()
    {
        using var folder = new TestFolder();
        var warnings = new List<string>();
        _context.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning)
                warnings.Add(message.RawMessage);
        };
        var rows = Rows(60, green => [0, green, 0]);
        // What 0.1.0 took from such images.
        var network = Network.Sequential(
            new(12, 12, 3), new Normalization { Mean = ValueList.Create([0, 44f, 0]), Variance = ValueList.Create([0, 2500f, 0]) }, new Flatten(), new Dense(2));
        using (var cnn = Fit(rows, network: network))
        {
            _context.Model.Save(cnn, Keyed(rows, 3).Schema, folder.File("model ü.zip"));
            Assert.StartsWith("Image column 'Image': the normalization in front of the network divides channels 1 and 3 of 3 by 1E-07", Assert.Single(cnn.Model.History.Warnings));
        }
        warnings.Clear();

        using var loaded = _context.Model.LoadCnn(folder.File("model ü.zip"));

        Assert.Equal(
            $"'{folder.File("model ü.zip")}': Image column 'Image': the normalization in front of the network divides channels 1 and 3 of 3 by 1E-07, because they hardly differed among the images that it was taken from. The least difference in another image, such as JPEG makes, can decide its class. Train anew: a normalization that this version takes from images divides such a channel by the deviation of the others.",
            Assert.Single(warnings));
    }

    [Fact]
    public void A_checkpoint_goes_on_with_the_statistics_that_it_began_with()
    {
        using var folder = new TestFolder();
        var data = SmallTraining.Images();
        var options = SmallTraining.Options with { Checkpoints = new(folder.Path), Control = new TrainingControl() };
        // 0.1.0 summed one channel in float32, which may differ in the last bit.
        var (mean, variance) = (MathF.BitIncrement(42f), MathF.BitIncrement(3_000f));
        var builder = SmallTraining.Builder.Build(new(12, 12, 1), 3);
        var asBefore = builder.WithPreprocessing(new Normalization()).Adapt(ValueList.Create([mean]), ValueList.Create([variance]));
        using (var first = SmallTraining.Fit(options with { Network = asBefore, Progress = report => StopAfter(report, 2, options.Control) }, data))
            Assert.Equal(TrainingEnd.StopRequested, first.Model.History.End);
        using var whole = SmallTraining.Fit(options with { Network = asBefore, Checkpoints = null, Control = null }, data);

        using var resumed = SmallTraining.Fit(options with { Control = null }, data);

        Assert.Equal(whole.Hash(), resumed.Hash());
        Assert.Equal(asBefore, resumed.Model.Network);
    }

    [Fact]
    public void Another_training_s_checkpoint_is_still_refused()
    {
        using var folder = new TestFolder();
        var options = SmallTraining.Options with { Checkpoints = new(folder.Path) };
        using (SmallTraining.Fit(options, SmallTraining.Images()))
        {
        }

        var exception = Assert.Throws<InvalidOperationException>(() => SmallTraining.Fit(options, SmallTraining.Images(seed: 2)));

        Assert.Contains("other training images", exception.Message);
    }

    private static void StopAfter(EpochReport report, int epoch, TrainingControl control)
    {
        if (report.Epoch == epoch)
            control.RequestStop();
    }

    private CnnTransformer Fit(IReadOnlyList<Pixels> rows, int channels = 3, Network? network = null) => _context.Transforms.TrainCnn(
        SmallTraining.Options with { Network = network is null ? SmallTraining.Builder : network, Epochs = 20 }).Fit(Keyed(rows, channels));

    private IEnumerable<string> Predictions(CnnTransformer cnn, IReadOnlyList<Pixels> rows)
    {
        var scored = cnn.Transform(Keyed(rows, rows[0].Image.Length / 144));
        return _context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored).Column<string>("PredictedLabel");
    }

    private IDataView Keyed(IReadOnlyList<Pixels> rows, int channels)
    {
        var schema = SchemaDefinition.Create(typeof(Pixels));
        schema["Image"].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, 12, 12, channels);
        return SmallTraining.Keyed(_context.Data.LoadFromEnumerable(rows, schema));
    }

    private static List<Pixels> Rows(int count, Func<byte, byte[]> pixel) => [.. TestImages.Rows(count * 3 / 2)
        .Where(row => row.Label != "diagonal")
        .Select(row => new Pixels { Image = [.. row.Image.SelectMany(pixel)], Label = row.Label })];

    private static double Deviation(IEnumerable<byte> values)
    {
        double[] numbers = [.. values.Select(value => (double)value)];
        double mean = numbers.Average();
        return Math.Sqrt(numbers.Average(value => (value - mean) * (value - mean)));
    }

    public sealed class Pixels
    {
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }
}

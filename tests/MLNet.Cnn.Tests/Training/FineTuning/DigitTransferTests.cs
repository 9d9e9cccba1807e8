using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>What was learned on the digits 0 to 4 helps with the digits 5 to 9, of which there are few.</summary>
public sealed class DigitTransferTests : IDisposable
{
    private const int PerClass = 20;

    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fine_tuned_in_stages_it_beats_one_trained_on_the_few_alone(bool throughKerasFile)
    {
        string data = Path.Combine(LibrarySource.Repository, "..", "shared", "data", "mnist");
        Assert.SkipUnless(Directory.Exists(data), "needs ../shared");
        var rows = Rows(data, "train").Take(8_000).ToList();
        var first = rows.Where(row => Digit(row) < 5).ToList();
        var few = rows.Where(row => Digit(row) >= 5).GroupBy(row => row.Label).SelectMany(group => group.Take(PerClass)).ToList();
        var test = View(Rows(data, "t10k").Where(row => Digit(row) >= 5).Take(2_000));
        using var trained = Fit(new CnnOptions { Network = Networks.LeNet5(batchNormalization: true), Epochs = 4, Augmentation = Augmentation.StandardDigits }, first).LastTransformer;
        var (network, weights) = (trained.Model.Network, trained.Model.Weights);
        if (throughKerasFile)
        {
            trained.SaveKeras(_folder.File("digits.keras"));
            var keras = KerasModel.Load(_folder.File("digits.keras"));
            (network, weights) = (keras.Network, keras.Weights);
        }

        var tuned = Fit(
            new CnnOptions { Network = network.WithNewHead(), InitialWeights = weights, FineTuning = FineTuning.InStages(network, 20, 20, 20), BatchSize = 16 }, few);
        var alone = Fit(new CnnOptions { Network = Networks.LeNet5(batchNormalization: true), Epochs = 60, BatchSize = 16 }, few);

        double transferred = Accuracy(tuned, test), fromNothing = Accuracy(alone, test);
        Assert.True(transferred > fromNothing + 0.05, FormattableString.Invariant($"{transferred} after transfer, {fromNothing} without"));
        Assert.Equal(["5", "6", "7", "8", "9"], tuned.LastTransformer.Model.ClassNames.Order());
        // The pipeline is an ordinary one: its file scores as it does, without this package.
        _context.Model.Save(tuned, test.Schema, _folder.File("digits.zip"));
        var stock = _context.Model.Load(_folder.File("digits.zip"), out _);
        Assert.Equal(transferred, Accuracy(stock, test), 3);
        (stock as IDisposable)?.Dispose();
        tuned.LastTransformer.Dispose();
        alone.LastTransformer.Dispose();
    }

    private TransformerChain<CnnTransformer> Fit(CnnOptions options, IReadOnlyList<DigitRow> rows) =>
        _context.Transforms.Conversion.MapValueToKey("Label").Append(_context.Transforms.TrainCnn(options with { Threads = 1, Seed = 1 })).Fit(View(rows));

    private double Accuracy(ITransformer model, IDataView test) => _context.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy;

    private IDataView View(IEnumerable<DigitRow> rows) => _context.Data.LoadFromEnumerable(rows);

    private IEnumerable<DigitRow> Rows(string folder, string part) => _context.Data.CreateEnumerable<DigitRow>(
        _context.Data.LoadFromIdx(Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz")), reuseRowObject: false);

    private static int Digit(DigitRow row) => row.Label[0] - '0';

    private sealed class DigitRow
    {
        [VectorType(28, 28)]
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }
}

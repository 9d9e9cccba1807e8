namespace MLNet.Cnn.Tests;

/// <summary>
/// The golden files hold the names, shapes and parameters that Keras 3.15 prints for the same networks; multiply-adds and
/// receptive fields are worked by hand.
/// </summary>
public class NetworkSummaryTests
{
    [Fact]
    public void LeNet5_prints_its_golden_file() =>
        Prints("lenet5.txt", Networks.LeNet5(batchNormalization: true).Build(new(28, 28, 1), 10));

    [Fact]
    public void FullyConnected_prints_its_golden_file() =>
        Prints("fully_connected.txt", Networks.FullyConnected().Build(new(28, 28, 1), 10));

    [Fact]
    public void A_residual_network_also_prints_its_connections() => Prints("resnet_small.txt", Classics.SmallResNet());

    [Fact]
    public void Frozen_layers_show_no_trainable_parameters()
    {
        string summary = Network.Sequential(new(4, 4, 1), new Flatten(), new Dense(2) { Trainable = false }).Summary();

        Assert.Contains("\nTrainable params: 0 · 0.00 B (0 bytes)\nNon-trainable params: 34 · 136.00 B (136 bytes)\n", summary);
    }

    [Fact]
    public void A_layer_used_twice_by_another_is_named_twice()
    {
        var image = Symbol.Input(4, 4, 1);

        Assert.Contains("│ input_layer, input_layer\n", new Network(image, image.Add(image)).Summary());
    }

    [Fact]
    public void A_network_without_layers_prints_totals_of_zero() =>
        Assert.Contains("Total params: 0 · 0.00 B (0 bytes)\n", Network.Sequential(new(4, 4, 1)).Summary());

    // keras/src/utils/summary_utils.py, readable_memory_size, which rounds halves to even.
    [Theory]
    [InlineData(0, "0.00 B (0 bytes)")]
    [InlineData(4, "4.00 B (4 bytes)")]
    [InlineData(1_023, "1023.00 B (1,023 bytes)")]
    [InlineData(1_024, "1.00 KB (1,024 bytes)")]
    [InlineData(1_152, "1.12 KB (1,152 bytes)")]
    [InlineData(1_408, "1.38 KB (1,408 bytes)")]
    [InlineData(1_664, "1.62 KB (1,664 bytes)")]
    [InlineData(1_048_575, "1024.00 KB (1,048,575 bytes)")]
    [InlineData(1_048_576, "1.00 MB (1,048,576 bytes)")]
    [InlineData(1_340_456, "1.28 MB (1,340,456 bytes)")]
    [InlineData(102_228_128, "97.49 MB (102,228,128 bytes)")]
    [InlineData(1_073_741_823, "1024.00 MB (1,073,741,823 bytes)")]
    [InlineData(1_073_741_824, "1.00 GB (1,073,741,824 bytes)")]
    [InlineData(1_099_511_627_776, "1.00 TB (1,099,511,627,776 bytes)")]
    public void Bytes_are_printed_as_Keras_prints_them_and_exactly(long bytes, string printed) =>
        Assert.Equal(printed, NetworkSummary.Bytes(bytes));

    private static void Prints(string goldenFile, Network network)
    {
        string golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Networks", "Goldens", goldenFile)).ReplaceLineEndings("\n");

        Assert.Equal(golden, network.Summary());
        Refusal.WithDecimalComma(() => Assert.Equal(golden, network.Summary()));
    }
}

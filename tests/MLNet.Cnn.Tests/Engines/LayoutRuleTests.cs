namespace MLNet.Cnn.Tests;

public class LayoutRuleTests
{
    [Fact]
    public void Counts_the_work_of_layers_with_eight_channels_on_both_sides()
    {
        // Places, kernel, channels in, filters: 36 * 9 * 3 * 10, then 36 * 10 * 12, then a Dense layer of 12 * 2.
        var network = Network.Sequential(new(8, 8, 3), new Conv2D(10, 3), new Conv2D(12, 1), new GlobalAveragePooling2D(), new Dense(2));

        Assert.Equal(4320 / (9720 + 4320 + 24.0), WideLayers.ShareOfWork(network, _ => true, WideLayers.AreEnough));
        Assert.Equal(4320 / (9720 + 4320.0), WideLayers.ShareOfWork(network, layer => layer is Conv2D, WideLayers.AreEnough));
        Assert.Equal(0, WideLayers.ShareOfWork(network, layer => layer is Flatten, WideLayers.AreEnough));
    }

    // Each as measured: LeNet5 has 6 and 16 filters, narrow on one side each; DenseNetBC40 has convolutions of 12, but normalizes 24 channels and more.
    [Theory]
    [InlineData("LeNet5", false, false)]
    [InlineData("DenseNetBC40", true, true)]
    [InlineData("ResNet20", true, true)]
    [InlineData("MobileNetV3Small", true, true)]
    [InlineData("EfficientNetB0", true, true)]
    [InlineData("FullyConnected", false, false)]
    public void Channels_are_last_where_that_is_faster(string name, bool inFloat32, bool inBFloat16) =>
        Assert.Equal((inFloat32, inBFloat16), Layouts(DeepPresets.All[name].Build(new(32, 32, 3), 10)));

    [Theory]
    [InlineData(6, false, false)]
    [InlineData(8, true, true)]
    [InlineData(12, false, true)]
    [InlineData(20, true, true)]
    public void Few_channels_that_are_no_multiple_of_eight_are_slow_to_normalize_in_float32(int filters, bool inFloat32, bool inBFloat16)
    {
        Layer[] convolutions = [new Conv2D(filters, 3), new Conv2D(filters, 3)];

        Assert.Equal((inBFloat16, inBFloat16), Layouts(Network.Sequential(new(8, 8, 3), convolutions)));
        Assert.Equal((inFloat32, inBFloat16), Layouts(Network.Sequential(new(8, 8, 3), [.. convolutions, new BatchNormalization()])));
    }

    private static (bool InFloat32, bool InBFloat16) Layouts(Network network) =>
        (LayoutRule.IsChannelsLast(network, Precision.Float32), LayoutRule.IsChannelsLast(network, Precision.BFloat16));
}

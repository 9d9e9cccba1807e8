namespace MLNet.Cnn.Tests;

public class WideLayersTests
{
    [Fact]
    public void Counts_the_work_of_layers_with_eight_channels_on_both_sides()
    {
        // Places, kernel, channels in, filters: 36 * 9 * 3 * 10, then 36 * 10 * 12, then a Dense layer of 12 * 2.
        var network = Network.Sequential(new(8, 8, 3), new Conv2D(10, 3), new Conv2D(12, 1), new GlobalAveragePooling2D(), new Dense(2));

        Assert.Equal(4320 / (9720 + 4320 + 24.0), WideLayers.ShareOfWork(network, _ => true));
        Assert.Equal(4320 / (9720 + 4320.0), WideLayers.ShareOfWork(network, layer => layer is Conv2D));
        Assert.Equal(1, WideLayers.ShareOfWork(network, layer => layer is Conv2D, pixelsAreWide: true));
        Assert.Equal(0, WideLayers.ShareOfWork(network, layer => layer is Flatten));
    }

    // LeNet5 has 6 and 16 filters: narrow on one side each.
    [Theory]
    [InlineData("LeNet5", 0)]
    [InlineData("DenseNetBC40", 1)]
    [InlineData("ResNet20", 1)]
    public void Pixels_count_as_wide_where_that_is_asked_for(string name, double share) =>
        Assert.Equal(share, WideLayers.ShareOfWork(DeepPresets.All[name].Build(new(32, 32, 3), 10), layer => layer is Conv2D, pixelsAreWide: true));
}

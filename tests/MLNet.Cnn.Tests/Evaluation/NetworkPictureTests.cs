namespace MLNet.Cnn.Tests;

/// <summary>Kernels and feature maps of a network whose weights are known.</summary>
public class NetworkPictureTests
{
    private const int Margin = 16, FirstPart = Margin, LabelHeight = 18, Gap = 12;
    private const string Largest = "7A3200", Smallest = "003F66", Zero = "F7F7F7", Highest = "FDE725", Lowest = "440154";

    /// <summary>Two filters over one channel, which give the right neighbor and minus the pixel itself; then a choice of two.</summary>
    private static readonly TrainedNetwork Known = Trained(
        Network.Sequential(new(4, 4, 1), new Conv2D(2, new Size2D(1, 2)) { UseBias = false }, new Flatten(), new Dense(2) { UseBias = false }),
        new() { ["conv2d/kernel"] = [0, -1, 1, 0] });

    [Fact]
    public void Kernels_are_white_at_zero_and_darkest_at_the_largest_weight_of_either_sign()
    {
        using var drawn = DrawnPicture.Of(new KernelSheet(Known));

        int top = FirstPart + LabelHeight + Gap;
        // Two weights side by side, enlarged 42 times, and the second kernel beside them or below.
        Assert.Equal([Zero, Largest], [drawn.At(Margin + 20, top + 20), drawn.At(Margin + 60, top + 20)]);
        Assert.Equal((1, 1), (Count(drawn, Smallest, top) / (42 * 41), Count(drawn, Largest, top) / (42 * 41)));
        Assert.True(drawn.Ink(Margin, FirstPart, 150, LabelHeight) > 300);
        drawn.AssertNothingIsCutOff();
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(5, 2)]
    [InlineData(64, 100)]
    public void Kernels_over_any_number_of_channels_are_drawn_and_no_more_than_wanted(int channels, int filters)
    {
        var network = Trained(Network.Sequential(new(6, 6, channels), new Conv2D(filters, 3), new Flatten(), new Dense(2)));

        using var drawn = DrawnPicture.Of(new KernelSheet(network) { Title = "Kernels" });
        using var one = DrawnPicture.Of(new KernelSheet(network) { Maximum = 1 });

        drawn.AssertNothingIsCutOff();
        one.AssertNothingIsCutOff();
        Assert.True(one.Height < drawn.Height && one.Width <= drawn.Width);
    }

    [Fact]
    public void Every_kind_of_convolution_has_kernels()
    {
        var network = Trained(Network.Sequential(
            new(8, 8, 3), new DepthwiseConv2D(3) { DepthMultiplier = 2 }, new SeparableConv2D(4, 3), new Conv2DTranspose(5, 2), new Conv2D(4, 1), new Flatten(), new Dense(2)));
        (int, Shape) Kernels(string layer)
        {
            var kernels = LayerKernels.Of(network.Network.Layers.Single(l => l.Name == layer), network.Weights)!;
            return (kernels.Count, kernels.Shape);
        }

        Assert.Equal(
            [(6, new Shape(3, 3, 1)), (6, new Shape(3, 3, 1)), (5, new Shape(2, 2, 4)), (4, new Shape(1, 1, 5))],
            new[] { "depthwise_conv2d", "separable_conv2d", "conv2d_transpose", "conv2d" }.Select(Kernels));
        Assert.Null(LayerKernels.Of(network.Network.Layers[^1], network.Weights));
    }

    [Fact]
    public void A_kernel_has_the_weights_of_its_filter_in_the_order_rows_columns_channels()
    {
        var values = Enumerable.Range(0, 2 * 1 * 3 * 4).Select(i => (float)i).ToArray();
        var convolution = Trained(Network.Sequential(new(4, 4, 3), new Conv2D(4, new Size2D(2, 1)), new Flatten(), new Dense(2)), new() { ["conv2d/kernel"] = values });
        var transposed = Trained(Network.Sequential(new(4, 4, 4), new Conv2DTranspose(3, new Size2D(2, 1)), new Flatten(), new Dense(2)), new() { ["conv2d_transpose/kernel"] = values });
        var depthwise = Trained(Network.Sequential(new(4, 4, 3), new DepthwiseConv2D(new Size2D(2, 1)) { DepthMultiplier = 4 }, new Flatten(), new Dense(2)), new() { ["depthwise_conv2d/kernel"] = values });

        Assert.Equal([1, 5, 9, 13, 17, 21], Of(convolution)[1]);
        Assert.Equal([4, 5, 6, 7, 16, 17, 18, 19], Of(transposed)[1]);
        Assert.Equal([5, 17], Of(depthwise)[5]);

        static LayerKernels Of(TrainedNetwork network) => LayerKernels.Of(network.Network.Layers[1], network.Weights)!;
    }

    [Fact]
    public void Feature_maps_are_what_the_layer_gives_from_its_smallest_to_its_largest_value()
    {
        // In every row the first map is the pixel to the right, 1 2 3, and the second minus the pixel, 0 -1 -2: from -2 to 3.
        float[] pixels = [.. Enumerable.Repeat<float[]>([0, 1, 2, 3], 4).SelectMany(row => row)];

        using var drawn = DrawnPicture.Of(new FeatureMapSheet(Known, new SheetImage(new(4, 4, 1), pixels), "conv2d"));

        // The image of 112 pixels, a label, then two maps of 3x4 squares of 14 pixels.
        int top = Margin + 112 + Gap + LabelHeight + Gap + 7;
        Assert.Equal([Highest, Lowest], [drawn.At(Margin + 35, top), drawn.At(Margin + 42 + 10 + 35, top)]);
        string[] all = [.. new[] { 7, 21, 35 }.SelectMany(x => new[] { drawn.At(Margin + x, top), drawn.At(Margin + 42 + 10 + x, top) })];
        Assert.Equal(6, all.Distinct().Count());
        drawn.AssertNothingIsCutOff();
    }

    [Fact]
    public void All_layers_are_shown_where_none_is_named_vectors_too()
    {
        var image = new SheetImage(new(4, 4, 1), Enumerable.Range(0, 16).Select(i => (float)i).ToArray(), "a ramp");

        using var one = DrawnPicture.Of(new FeatureMapSheet(Known, image, "conv2d"));
        using var all = DrawnPicture.Of(new FeatureMapSheet(Known, image) { Title = "What it sees" });

        // Flatten and Dense bring a label, a strip of 12 pixels and a scale each; the title a line.
        Assert.Equal(24 + Gap + 2 * (LabelHeight + 12 + 30 + 3 * Gap), all.Height - one.Height);
        all.AssertNothingIsCutOff();
    }

    [Fact]
    public void Wrong_wishes_are_refused_in_words()
    {
        var image = new SheetImage(new(4, 4, 1), new byte[16]);
        var dense = Trained(Network.Sequential(new(4, 4, 1), new Flatten(), new Dense(2)));

        Refusal.Says<KeyNotFoundException>(
            "The network 'sequential' has no convolution 'dense'. Its convolutions: conv2d.", () => (new KernelSheet(Known) { LayerName = "dense" }).ToPng());
        Refusal.Says("The network 'sequential' has no convolution, so there are no kernels to draw.", () => new KernelSheet(dense).ToPng());
        Refusal.Says("KernelSheet.Maximum is 0, but it must be at least 1.", () => (new KernelSheet(Known) { Maximum = 0 }).ToPng());
        Refusal.Says("FeatureMapSheet.Maximum is 0, but it must be at least 1.", () => (new FeatureMapSheet(Known, image) { Maximum = 0 }).ToPng());
        Assert.Contains("conv9", Assert.Throws<KeyNotFoundException>(() => new FeatureMapSheet(Known, image, "conv9").ToPng()).Message);
        Assert.Throws<ArgumentException>(() => new FeatureMapSheet(Known, new SheetImage(new(5, 5, 1), new byte[25])).ToPng());
    }

    private static int Count(DrawnPicture drawn, string color, int top) =>
        Enumerable.Range(top, 180).Sum(y => Enumerable.Range(0, drawn.Width).Count(x => y < drawn.Height - 60 && drawn.At(x, y) == color));

    private static TrainedNetwork Trained(Network network, Dictionary<string, float[]>? values = null)
    {
        var weights = NetworkWeights.Initialize(network, seed: 1);
        var known = new NetworkWeights(network, weights.Select(weight => values?.GetValueOrDefault(weight.Path) is { } given ? weight with { Values = given } : weight));
        var column = new ImageColumn("Image", network.InputShape, ImageLayout.Interleaved, IsByte: false);
        return new TrainedNetwork(network, known, new ModelInfo(column, "Label", ["a", "b"], Histories.Of(1)), TorchEngine.Default);
    }
}

namespace MLNet.Cnn.Tests;

public class NetworkDepthTests
{
    private static readonly Network ResNet = Networks.ResNet20().Build(new(32, 32, 3), 10);

    [Fact]
    public void The_layers_up_to_one_are_those_that_lead_to_it()
    {
        var image = Symbol.Input(new(8, 8, 1));
        var left = image.Conv2D(4, 3, padding: Padding.Same, name: "left").BatchNormalization();
        var right = image.Conv2D(4, 3, padding: Padding.Same, name: "right");
        var network = new Network(image, left.Add(right).ReLU().Conv2D(2, 3, name: "both").GlobalAveragePooling2D().Dense(3));

        Assert.Equal(["left", "batch_normalization"], network.LayersUpTo("batch_normalization"));
        // One without weights stands for all before it.
        Assert.Equal(["batch_normalization", "left", "right"], network.LayersUpTo("re_lu").Order(StringComparer.Ordinal));
        Assert.Equal(["batch_normalization", "both", "dense", "left", "right"], network.LayersUpTo("dense").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_layers_up_to_a_block_are_a_third_of_a_network_of_three_alike()
    {
        // A convolution and its normalization, then three blocks of two each.
        var names = ResNet.LayersUpTo("conv2_block3_out");

        Assert.Equal(2 + 3 * 4, names.Count);
        Assert.All(names, name => Assert.Matches("^conv[12]_", name));
    }

    [Fact]
    public void A_layer_that_is_not_there_is_refused_with_the_nearest_names()
    {
        Refusal.Says(
            "The network 'resnet20' has no layer 'conv2_block3_add'. The nearest are: conv2_block1_add, conv2_block2_add, conv3_block1_add. (Parameter 'layerName')",
            () => Networks.ResNetCifar(14).Build(new(32, 32, 3), 10).WithName("resnet20").LayersUpTo("conv2_block3_add"));
        Refusal.Says(
            "Up to its layer 'flatten' the network 'fully_connected' has no weights, so that there is nothing to freeze. (Parameter 'layerName')",
            () => Networks.FullyConnected().Build(new(8, 8, 1), 3).LayersUpTo("flatten"));
    }

    // He et al. (2015), section 4.2: 2 n layers each at 32, 16 and 8 pixels; the first convolution stands before those at 32. Each has a normalization.
    [Fact]
    public void A_residual_network_for_small_images_has_three_stages()
    {
        var stages = ResNet.LayersByStage();

        Assert.Equal([2 * (1 + 6), 2 * 6, 2 * 6], stages.Select(stage => stage.Count));
        Assert.All(stages[1], name => Assert.StartsWith("conv3_", name));
        Assert.All(stages[2], name => Assert.StartsWith("conv4_", name));
    }

    [Fact]
    public void Hidden_Dense_layers_belong_to_the_last_stage_and_the_head_to_none() => Assert.Equal(
        ["conv2d", "conv2d_1", "dense dense_1"],
        Networks.LeNet5().Build(new(28, 28, 1), 10).LayersByStage().Select(stage => string.Join(' ', stage)));

    // Images of 224 pixels are halved five times: He et al. (2015), table 1; Sandler et al. (2018), table 2; Tan and Le (2019), table 1. Gates, which see one pixel, end no stage.
    [Theory]
    [InlineData("ResNet18")]
    [InlineData("MobileNetV2")]
    [InlineData("EfficientNetB0")]
    public void A_network_for_photos_has_five_stages_whatever_its_gates_see(string name) =>
        Assert.Equal(5, DeepPresets.Narrow[name].Build(new(224, 224, 3), 10).LayersByStage().Count);

    [Theory]
    [MemberData(nameof(DeepPresets.Names), MemberType = typeof(DeepPresets))]
    public void Stages_and_head_are_the_whole_network(string name)
    {
        var network = DeepPresets.Narrow[name].Build(new(64, 64, 3), 5);

        Assert.Equal(
            network.Layers.Where(layer => layer.Weights.Count > 0).Select(layer => layer.Name),
            [.. network.LayersByStage().SelectMany(stage => stage), network.Layers.Last(layer => layer.Weights.Count > 0).Name]);
    }
}

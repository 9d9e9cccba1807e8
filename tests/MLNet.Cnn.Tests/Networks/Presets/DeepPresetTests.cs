namespace MLNet.Cnn.Tests;

public class DeepPresetTests
{
    private static readonly Shape Photo = new(224, 224, 3), Small = new(32, 32, 3);

    // keras.applications with weights=None and 1,000 classes (keras.io/api/applications); EfficientNetB0 without the 7 of its Normalization.
    [Theory]
    [InlineData("ResNet50", 25_636_712)]
    [InlineData("ResNet101", 44_707_176)]
    [InlineData("ResNet50V2", 25_613_800)]
    [InlineData("ResNet101V2", 44_675_560)]
    [InlineData("DenseNet121", 8_062_504)]
    [InlineData("DenseNet169", 14_307_880)]
    [InlineData("Vgg16", 138_357_544)]
    [InlineData("MobileNetV2", 3_538_984)]
    [InlineData("MobileNetV3Small", 2_554_968)]
    [InlineData("EfficientNetB0", 5_330_571 - 7)]
    public void Counts_the_parameters_of_keras_applications(string name, long parameters) =>
        Assert.Equal(parameters, DeepPresets.All[name].Build(Photo, 1000).ParameterCount);

    // torchvision's tables, which count trainable parameters.
    [Theory]
    [InlineData("ResNet18", 11_689_512)]
    [InlineData("ResNet34", 21_797_672)]
    [InlineData("Vgg11", 132_863_336)]
    [InlineData("Vgg13", 133_053_736)]
    public void Counts_the_trainable_parameters_of_torchvision(string name, long parameters) =>
        Assert.Equal(parameters, DeepPresets.All[name].Build(Photo, 1000).TrainableParameterCount);

    // 3x3 convolutions: one to 16, then 2 n of 16, 2 n of 32 and 2 n of 64 filters without bias, each with 4 numbers a channel of
    // normalization; 64 x 10 + 10. The paper (table 6) rounds to 0.27, 0.46, 0.66 and 0.85 million.
    [Theory]
    [InlineData("ResNet20", 3, 0.27)]
    [InlineData("ResNet32", 5, 0.46)]
    [InlineData("ResNet44", 7, 0.66)]
    [InlineData("ResNet56", 9, 0.85)]
    public void Residual_networks_for_small_images_count_as_in_the_paper(string name, int n, double millions)
    {
        long kernels = 9 * 3 * 16 + 2 * n * 9 * 16 * 16
            + 9 * 16 * 32 + (2 * n - 1) * 9 * 32 * 32 + 9 * 32 * 64 + (2 * n - 1) * 9 * 64 * 64 + 64 * 10 + 10;
        long channels = 16 + 2 * n * (16 + 32 + 64);
        var network = DeepPresets.All[name].Build(Small, 10);

        Assert.Equal(kernels + 4 * channels, network.ParameterCount);
        Assert.Equal(millions, Math.Round(network.TrainableParameterCount / 1e6, 2));
        Assert.Equal("8x8x64", network.Layers[^3].Shape.ToString());
    }

    // Huang et al. (2017), table 2.
    [Theory]
    [InlineData("DenseNet40", 1.0, 1)]
    [InlineData("DenseNetBC100", 0.8, 1)]
    [InlineData("DenseNetBC40", 0.18, 2)]
    public void Dense_networks_for_small_images_count_as_in_the_paper(string name, double millions, int digits) =>
        Assert.Equal(millions, Math.Round(DeepPresets.All[name].Build(Small, 10).TrainableParameterCount / 1e6, digits));

    // 24 filters of 2x2x3 with bias; 3x3 kernels without, each with a shift and two statistics a channel; 256 x 10.
    [Fact]
    public void FastCifar_counts_as_in_the_paper()
    {
        long groups = 9 * (24 * 64 + 64 * 64 + 64 * 256 + 3 * 256 * 256) + 3 * (2 * 64 + 4 * 256);
        var network = Networks.FastCifar().Build(Small, 10);

        Assert.Equal(24 * 12 + 24 + groups + 2560, network.ParameterCount);
        Assert.Equal(1.97, Math.Round(network.ParameterCount / 1e6, 2));
        Assert.Equal(["31x31x24", "15x15x64", "7x7x256", "3x3x256"], new[] { "whitening", "group1_norm2", "group2_norm2", "group3_norm2" }.Select(name => network[name].Shape.ToString()));
    }

    [Fact]
    public void FastCifar_widens_all_but_the_first_convolution()
    {
        var network = Networks.FastCifar(width: 0.5).Build(new(28, 28, 1), 10);

        Assert.Equal([8, 32, 128, 128], new[] { "whitening", "group1_conv1", "group2_conv1", "group3_conv2" }.Select(name => network[name].Shape.Channels));
        Refusal.Says<ArgumentOutOfRangeException>("width is 0, but it must be a finite number above 0. (Parameter 'width')", () => Networks.FastCifar(0));
        Refusal.Says(
            "FastCifar does not fit 8x8x3 images. Layer 'group3_pool' (MaxPooling2D): a 2x2 window does not fit the 1x1x256 input under Padding.Valid. Use Padding.Same, a smaller window or a larger image. The smallest image that works is 9x9.",
            () => Networks.FastCifar().Build(new(8, 8, 3), 10));
    }

    [Fact]
    public void MnistConvNet_has_34826_parameters() => Assert.Equal(34_826, Networks.MnistConvNet().Build(new(28, 28, 1), 10).ParameterCount);

    // Kernels 9*1*32 + 9*32*64 + 9*64*64 + 9*64*128 + 9*128*128, batch normalizations 4*(32 + 2*64 + 2*128), Dense 128*10 + 10.
    [Fact]
    public void CompactResNet_has_279722_parameters() =>
        Assert.Equal(288 + 18_432 + 36_864 + 73_728 + 147_456 + 4 * 416 + 1_290, Networks.CompactResNet().Build(new(28, 28, 1), 10).ParameterCount);

    // The plain network has the layers of the residual one without what leads past them.
    [Fact]
    public void The_plain_network_has_the_parameters_of_option_A() => Assert.Equal(
        Networks.ResNet20().Build(Small, 10).ParameterCount, Networks.ResNetCifar(20, Shortcut.None).Build(Small, 10).ParameterCount);

    [Fact]
    public void Option_B_has_two_projections_more()
    {
        var projected = Networks.ResNet20(Shortcut.Projection).Build(Small, 10);

        Assert.Equal(16 * 32 + 4 * 32 + 32 * 64 + 4 * 64, projected.ParameterCount - Networks.ResNet20().Build(Small, 10).ParameterCount);
    }

    [Theory]
    [MemberData(nameof(DeepPresets.Names), MemberType = typeof(DeepPresets))]
    public void Fits_itself_to_digits_small_images_and_photos(string name)
    {
        foreach (var shape in new[] { new Shape(28, 28, 1), Small, new Shape(64, 64, 3), Photo })
        {
            var network = DeepPresets.All[name].Build(shape, 7);
            Assert.Equal(shape, network.InputShape);
            Assert.Equal(new Shape(7), network.OutputShape);
            Assert.False(network.EndsInSoftmax());
            // A definition that a model file holds comes back as it was.
            Assert.Equal(network, NetworkJson.Read(NetworkJson.Write(network)));
        }
    }

    // One rule for all: under 64 pixels the network keeps the size where it would divide it by 4.
    [Theory]
    [InlineData("ResNet18", 63, 8)]
    [InlineData("ResNet18", 64, 2)]
    [InlineData("DenseNet121", 48, 6)]
    [InlineData("MobileNetV2", 63, 8)]
    [InlineData("MobileNetV2", 64, 2)]
    [InlineData("EfficientNetB0", 32, 4)]
    public void Small_images_are_divided_by_8_and_photos_by_32(string name, int side, int last)
    {
        var network = DeepPresets.All[name].Build(new(side, side, 3), 10);

        Assert.Equal(last, network.Layers.Last(layer => layer.Shape.IsImage).Shape.Height);
    }

    [Fact]
    public void The_stem_is_a_setting()
    {
        Assert.Equal(2, Last(Networks.ResNet18(Stem.Photo), 32 + 32));
        Assert.Equal(1, Last(Networks.ResNet18(Stem.Photo), 32));
        Assert.Equal(28, Last(Networks.ResNet18(Stem.Small), 224));

        static int Last(NetworkBuilder builder, int side) =>
            builder.Build(new(side, side, 3), 10).Layers.Last(layer => layer.Shape.IsImage).Shape.Height;
    }

    [Theory]
    [InlineData(0.5, 16, 8, 1280)]
    [InlineData(1.4, 48, 24, 1792)]
    public void Alpha_widens_MobileNetV2_in_steps_of_8(double alpha, int first, int second, int last)
    {
        // keras.applications.MobileNetV2(alpha=…): 32 alpha and 16 alpha rounded to multiples of 8; the last layer only grows.
        var network = Networks.MobileNetV2(alpha).Build(Photo, 10);

        Assert.Equal(first, network["Conv1"].Shape.Channels);
        Assert.Equal(second, network["expanded_conv_project"].Shape.Channels);
        Assert.Equal(last, network["Conv_1"].Shape.Channels);
    }

    [Fact]
    public void Width_and_dropout_are_settings()
    {
        var network = Networks.ResNet18(width: 0.25, dropout: 0.3).Build(Small, 10);

        Assert.Equal(16, network["conv1_conv"].Shape.Channels);
        Assert.Equal(new Dropout(0.3) { Name = "top_dropout" }, network["top_dropout"].Layer);
    }

    // Tan and Le: the n-th of 16 blocks is left out for 0.2 n / 16 of the images; blocks without an addition cannot be.
    [Fact]
    public void Stochastic_depth_grows_with_depth()
    {
        var network = Networks.EfficientNetB0().Build(Photo, 10);

        Assert.Equal(new Dropout(0.2 * 2 / 16) { PerImage = true, Name = "block2b_drop" }, network["block2b_drop"].Layer);
        Assert.Equal(new Dropout(0.2 * 14 / 16) { PerImage = true, Name = "block6d_drop" }, network["block6d_drop"].Layer);
        Assert.Equal(9, network.Layers.Count(layer => layer.Layer is Dropout { PerImage: true }));
    }

    [Fact]
    public void An_image_too_small_names_the_layer_and_the_smallest_size_that_works()
    {
        Refusal.Says(
            "Vgg16 does not fit 20x40x3 images. Layer 'block5_pool' (MaxPooling2D): a 2x2 window does not fit the 1x2x512 input under Padding.Valid. Use Padding.Same, a smaller window or a larger image. The smallest image that works is 32x32.",
            () => Networks.Vgg16(stem: Stem.Photo).Build(new(20, 40, 3), 10));
        Refusal.Says(
            "MnistConvNet does not fit 8x8x1 images. Layer 'max_pooling2d_1' (MaxPooling2D): a 2x2 window does not fit the 1x1x64 input under Padding.Valid. Use Padding.Same, a smaller window or a larger image. The smallest image that works is 10x10.",
            () => Networks.MnistConvNet().Build(new(8, 8, 1), 10));
        Refusal.Says(
            "DenseNetBC40 does not fit 3x3x1 images. Layer 'pool3_pool' (AveragePooling2D): a 2x2 window does not fit the 1x1x60 input under Padding.Valid. Use Padding.Same, a smaller window or a larger image. The smallest image that works is 4x4.",
            () => Networks.DenseNetBC40().Build(new(3, 3, 1), 10));
    }

    [Fact]
    public void Refuses_what_is_no_image() => Refusal.Says(
        "ResNet20 takes images (height, width, channels), but the shape is 784.", () => Networks.ResNet20().Build(new(784), 10));

    [Fact]
    public void Refuses_settings_out_of_range()
    {
        Refusal.Says<ArgumentOutOfRangeException>("depth is 21, but it must be 6 n + 2 with n of at least 1: 8, 14, 20, 26, 32, … (Parameter 'depth')", () => Networks.ResNetCifar(21));
        Refusal.Says<ArgumentOutOfRangeException>("depth is 41, but it must be 6 n + 4 with n of at least 1: 10, 16, 22, 28, 34, 40, … (Parameter 'depth')", () => Networks.DenseNetCifar(41));
        Refusal.Says<ArgumentOutOfRangeException>("filters ('0') must be greater than or equal to '1'. (Parameter 'filters')\nActual value was 0.", () => Networks.CompactResNet(0));
        Refusal.Says<ArgumentOutOfRangeException>("width is 0, but it must be a finite number above 0. (Parameter 'width')", () => Networks.ResNet18(width: 0));
        Refusal.Says<ArgumentOutOfRangeException>("dropout is 1, but it must be at least 0 and below 1. (Parameter 'dropout')", () => Networks.Vgg11(dropout: 1));
        Refusal.Says<ArgumentOutOfRangeException>("stochasticDepth is -0.1, but it must be at least 0 and below 1. (Parameter 'stochasticDepth')", () => Networks.EfficientNetB0(stochasticDepth: -0.1));
    }
}

namespace MLNet.Cnn.Tests;

public class PresetTests
{
    private static readonly Shape Digits = new(28, 28, 1);

    [Fact]
    public void FullyConnected_has_335114_parameters()
    {
        var network = Networks.FullyConnected().Build(Digits, 10);

        Assert.Equal(335_114, network.ParameterCount);
        Assert.Contains("1.28 MB (1,340,456 bytes)", network.Summary());
    }

    [Fact]
    public void FullyConnected_is_three_hidden_layers_with_ReLU() => Assert.Equal(
        Network.Sequential(
            Digits, new Flatten(),
            new Dense(256, Activation.ReLU), new Dense(256, Activation.ReLU), new Dense(256, Activation.ReLU), new Dense(10))
            .WithName("fully_connected"),
        Networks.FullyConnected().Build(Digits, 10));

    [Fact]
    public void The_hidden_layers_of_FullyConnected_are_a_setting()
    {
        int[] units = [32, 16];
        var builder = Networks.FullyConnected(units);

        units[0] = 0;

        // 784*32+32 + 32*16+16 + 16*10+10
        Assert.Equal(25_120 + 528 + 170, builder.Build(Digits, 10).ParameterCount);
        Refusal.Says("Layer 'dense' (Dense): Units is 0, but at least 1 is needed.", () => Networks.FullyConnected(0).Build(Digits, 10));
    }

    // BN after the Dense layers: 4*120 + 4*84 = 816 more, half of them trainable.
    [Theory]
    [InlineData(false, false, 60_074, 60_074)]
    [InlineData(true, false, 60_162, 60_118)]
    [InlineData(false, true, 60_890, 60_482)]
    [InlineData(true, true, 60_978, 60_526)]
    public void LeNet5_has_the_parameters_of_the_tutorial(
        bool batchNormalization, bool denseBatchNormalization, long parameters, long trainable)
    {
        var network = Networks.LeNet5(batchNormalization, denseBatchNormalization).Build(Digits, 10);

        Assert.Equal(parameters, network.ParameterCount);
        Assert.Equal(trainable, network.TrainableParameterCount);
    }

    [Fact]
    public void LeNet5_with_batch_normalization_is_exactly_these_layers() => Assert.Equal(
        Network.Sequential(
            Digits,
            new Conv2D(6, 3), new BatchNormalization(), new MaxPooling2D(2), new ReLU(),
            new Conv2D(16, 3), new BatchNormalization(), new MaxPooling2D(2), new ReLU(),
            new Flatten(), new Dense(120, Activation.ReLU), new Dense(84, Activation.ReLU), new Dense(10)).WithName("lenet5"),
        Networks.LeNet5(batchNormalization: true).Build(Digits, 10));

    [Fact]
    public void Batch_normalization_of_a_hidden_layer_stands_before_its_ReLU() => Assert.Equal(
        ["Flatten", "Dense", "BatchNormalization", "ReLU", "Dense", "BatchNormalization", "ReLU", "Dense"],
        Networks.LeNet5(denseBatchNormalization: true).Build(Digits, 10).Layers
            .Select(layer => layer.Layer.Kind).SkipWhile(kind => kind != "Flatten"));

    [Theory]
    [InlineData(32, 32, 3, 10)]
    [InlineData(64, 48, 3, 5)]
    [InlineData(28, 28, 1, 1000)]
    [InlineData(10, 10, 4, 2)]
    public void Every_preset_fits_itself_to_images_and_classes(int height, int width, int channels, int classes)
    {
        foreach (var preset in new[] { Networks.FullyConnected(), Networks.LeNet5(), Networks.LeNet5(true, true) })
        {
            var network = preset.Build(new(height, width, channels), classes);
            Assert.Equal(new Shape(height, width, channels), network.InputShape);
            Assert.Equal(new Shape(classes), network.OutputShape);
        }
    }

    [Fact]
    public void An_image_too_small_for_LeNet5_is_refused_by_the_layer_it_does_not_fit()
    {
        Refusal.Says(
            "Layer 'conv2d_1' (Conv2D): a 3x3 kernel does not fit the 1x1x6 input under Padding.Valid. Use Padding.Same, a smaller kernel or a larger image.",
            () => Networks.LeNet5().Build(new(5, 5, 1), 10));
        Refusal.Says(
            "Layer 'max_pooling2d_1' (MaxPooling2D): a 2x2 window does not fit the 1x1x16 input under Padding.Valid. Use Padding.Same, a smaller window or a larger image.",
            () => Networks.LeNet5().Build(new(8, 8, 1), 10));
    }
}

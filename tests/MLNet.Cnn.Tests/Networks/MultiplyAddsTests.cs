namespace MLNet.Cnn.Tests;

public class MultiplyAddsTests
{
    [Fact]
    public void LeNet5_by_hand()
    {
        var network = Networks.LeNet5(batchNormalization: true).Build(new(28, 28, 1), 10);

        Assert.Equal(26 * 26 * 6 * 9, network["conv2d"].MultiplyAdds); // 36,504
        Assert.Equal(11 * 11 * 16 * 9 * 6, network["conv2d_1"].MultiplyAdds); // 104,544
        Assert.Equal(5 * 5 * 16 * 120, network["dense"].MultiplyAdds); // 48,000
        Assert.Equal(120 * 84, network["dense_1"].MultiplyAdds);
        Assert.Equal(84 * 10, network["dense_2"].MultiplyAdds);
        Assert.Equal(199_968, network.MultiplyAdds);
    }

    [Fact]
    public void FullyConnected_has_one_for_each_kernel_value() => Assert.Equal(
        335_114 - (256 + 256 + 256 + 10), Networks.FullyConnected().Build(new(28, 28, 1), 10).MultiplyAdds);

    [Fact]
    public void VGG16_has_15_billion_and_the_parameters_that_Keras_says()
    {
        var image = Symbol.Input(224, 224, 3);
        var network = new Network(image, Classics.VGG16(image));

        // Per stage: size^2 * 9 * (c0*c1 + c1*c1 + …).
        long expected = 9L * 224 * 224 * (3 * 64 + 64 * 64)
            + 9L * 112 * 112 * (64 * 128 + 128 * 128)
            + 9L * 56 * 56 * (128 * 256 + 2 * 256 * 256)
            + 9L * 28 * 28 * (256 * 512 + 2 * 512 * 512)
            + 9L * 14 * 14 * (3 * 512 * 512);
        Assert.Equal(15_346_630_656, expected);
        Assert.Equal(expected, network.MultiplyAdds);
        Assert.Equal(14_714_688, network.ParameterCount); // keras.applications.VGG16(include_top=False)
    }

    [Fact]
    public void Groups_divide_the_work()
    {
        var image = Symbol.Input(10, 10, 8);

        Assert.Equal(8 * 8 * 16 * 9 * 8, Of(image.Apply(new Conv2D(16, 3))));
        Assert.Equal(8 * 8 * 16 * 9 * 2, Of(image.Apply(new Conv2D(16, 3) { Groups = 4 })));
        Assert.Equal(8 * 8 * 8 * 9, Of(image.Apply(new Conv2D(8, 3) { Groups = 8 })));

        long Of(Symbol output) => new Network(image, output).MultiplyAdds;
    }

    [Fact]
    public void Dilation_costs_nothing()
    {
        var plain = Network.Sequential(new(12, 12, 3), new Conv2D(4, 3));
        var dilated = Network.Sequential(new(14, 14, 3), new Conv2D(4, 3) { DilationRate = 2 });

        Assert.Equal(plain.OutputShape, dilated.OutputShape);
        Assert.Equal(plain.MultiplyAdds, dilated.MultiplyAdds);
        Assert.Equal(plain.ParameterCount, dilated.ParameterCount);
    }
}

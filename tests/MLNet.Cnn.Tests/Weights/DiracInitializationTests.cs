namespace MLNet.Cnn.Tests;

public class DiracInitializationTests
{
    [Theory]
    [InlineData(3, 3)]
    [InlineData(2, 4)]
    [InlineData(5, 1)]
    public void An_image_goes_through_as_it_is_and_further_filters_are_drawn(int height, int width)
    {
        var network = Network.Sequential(new(6, 5, 2), new Conv2D(5, (height, width)) { Padding = Padding.Same, KernelInitializer = Initializers.Dirac(Initializers.HeUniform) });
        float[] pixels = SmallNetworks.Pixels(network.InputShape, 1);

        float[] output = Engine.With(network, optimizer: null, session => session.Predict(new ImageBatch(network.InputShape, pixels), false, ["conv2d"])[0].Values.ToArray());

        var channels = output.Chunk(5).ToList();
        Assert.Equal(pixels, channels.SelectMany(filters => filters[..2]));
        Assert.All(channels, filters => Assert.DoesNotContain(0f, filters[2..]));
    }

    [Fact]
    public void The_rest_is_what_its_own_initializer_draws()
    {
        var shape = new Shape(3, 3, 2, 5);
        float[] dirac = Draw(Initializers.Dirac(Initializers.HeUniform)), rest = Draw(Initializers.HeUniform);

        for (int i = 0; i < shape.Size; i++)
            Assert.True(i % 5 < 2 || dirac[i] == rest[i]);
        // torch.nn.init.dirac_: one 1 for each channel, all else 0.
        Assert.Equal(2, Draw(Initializers.Dirac()).Count(value => value == 1));
        Assert.Equal(shape.Size - 2, Draw(Initializers.Dirac()).Count(value => value == 0));

        float[] Draw(Initializer initializer) => WeightInitialization.Draw(new WeightSpec("kernel", shape, initializer, Trainable: true), seed: 3, index: 1);
    }

    [Fact]
    public void Fewer_filters_than_channels_pass_the_first_channels_on()
    {
        float[] kernel = WeightInitialization.Draw(new WeightSpec("kernel", new(1, 1, 3, 2), Initializers.Dirac(), Trainable: true), seed: 1, index: 0);

        Assert.Equal([1, 0, 0, 1, 0, 0], kernel);
    }
}

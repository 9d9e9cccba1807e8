namespace MLNet.Cnn.Tests;

public class PresetTests
{
    [Fact]
    public void FullyConnected_has_335114_parameters()
    {
        var network = Networks.FullyConnected().Build(new Shape(28, 28, 1), 10);

        Assert.Equal(335_114, network.ParameterCount);
        Assert.Contains("1.28 MB (1,340,456 bytes)", network.Summary());
    }

    [Theory]
    [InlineData(false, 60_074, 60_074)]
    [InlineData(true, 60_162, 60_118)]
    public void LeNet5_has_the_parameters_of_the_tutorial(bool batchNormalization, long parameters, long trainable)
    {
        var network = Networks.LeNet5(batchNormalization).Build(new Shape(28, 28, 1), 10);

        Assert.Equal(parameters, network.ParameterCount);
        Assert.Equal(trainable, network.TrainableParameterCount);
    }
}

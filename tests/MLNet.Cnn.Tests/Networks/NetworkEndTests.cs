namespace MLNet.Cnn.Tests;

public class NetworkEndTests
{
    private static readonly Shape Image = new(4, 4, 2);

    public static TheoryData<Activation> Ends => [Activation.Softmax, Activation.Sigmoid];

    [Theory]
    [MemberData(nameof(Ends))]
    public void An_end_inside_the_last_dense_layer_becomes_linear(Activation end)
    {
        var network = Network.Sequential(Image, new Flatten(), new Dense(3, end) { UseBias = false });

        Assert.Equal((end == Activation.Softmax, end == Activation.Sigmoid), (network.EndsInSoftmax(), network.EndsInSigmoid()));
        Assert.Equal(Network.Sequential(Image, new Flatten(), new Dense(3) { UseBias = false }), network.ToLogits());
    }

    [Fact]
    public void A_layer_at_the_end_is_taken_off()
    {
        var logits = Network.Sequential(Image, new Flatten(), new Dense(3));

        foreach (Layer end in new Layer[] { new Softmax(), new ActivationLayer(Activation.Softmax), new ActivationLayer(Activation.Sigmoid) })
        {
            var network = Network.Sequential(Image, new Flatten(), new Dense(3), end);
            Assert.True(network.EndsInSoftmax() || network.EndsInSigmoid());
            Assert.Equal(logits, network.ToLogits());
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Only_the_last_one_goes(Activation end)
    {
        var network = Network.Sequential(Image, new Flatten(), new Dense(5, end), new Dense(3, end));

        Assert.Equal(Network.Sequential(Image, new Flatten(), new Dense(5, end), new Dense(3)), network.ToLogits());
    }

    [Fact]
    public void A_network_that_gives_logits_stays_as_it_is()
    {
        var network = Network.Sequential(Image, new Flatten(), new Dense(3, Activation.Tanh));

        Assert.False(network.EndsInSoftmax());
        Assert.False(network.EndsInSigmoid());
        Assert.Same(network, network.ToLogits());
    }

    [Fact]
    public void A_single_output_stands_for_two_classes()
    {
        Assert.Equal((2, true), Of(new Dense(1, Activation.Sigmoid)));
        Assert.Equal((2, true), Of(new Dense(1)));
        Assert.Equal((2, false), Of(new Dense(2)));
        Assert.Equal((3, true), Of(new Dense(3, Activation.Sigmoid)));
        Assert.Equal((3, false), Of(new Dense(3, Activation.Softmax)));
        // The softmax of one number is always 1 and tells nothing.
        Assert.Equal((1, false), Of(new Dense(1, Activation.Softmax)));

        static (int, bool) Of(Dense last)
        {
            var network = Network.Sequential(Image, new Flatten(), last);
            return (network.ClassCount(), network.ScoresBySigmoid());
        }
    }
}

namespace MLNet.Cnn.Tests;

/// <summary>Each activation against its formula in double precision (keras/src/activations/activations.py), in the engine and as ONNX.</summary>
public class ActivationTests
{
    private static readonly float[] Values = [-4, -3, -2, -0.5f, 0, 0.5f, 2, 3, 7];

    public static TheoryData<Activation> All => [.. Enum.GetValues<Activation>().Where(activation => activation != Activation.Softmax)];

    [Theory]
    [MemberData(nameof(All))]
    public void Gives_its_formula(Activation activation)
    {
        var network = Network.Sequential(new(3, 3, 1), new ActivationLayer(activation));
        float[] expected = [.. Values.Select(x => (float)Formula(activation, x))];

        Engine.AssertClose(expected, Engine.Output(network, Values));
        Engine.AssertClose(expected, OnnxRun.Output(network, Engine.Weights(network), Values));
    }

    [Fact]
    public void Softmax_of_an_image_runs_along_the_channels()
    {
        var network = Network.Sequential(new(1, 2, 2), new ActivationLayer(Activation.Softmax));
        float share = 1 / (1 + MathF.E);

        Engine.AssertClose([share, 1 - share, 0.5f, 0.5f], Engine.Output(network, [1, 2, 4, 4]));
    }

    private static double Formula(Activation activation, double x) => activation switch
    {
        Activation.Linear => x,
        Activation.ReLU => Math.Max(x, 0),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Activation.Tanh => Math.Tanh(x),
        Activation.ELU => x > 0 ? x : Math.Exp(x) - 1,
        Activation.GELU => x * NormalDistribution(x),
        Activation.SiLU => x / (1 + Math.Exp(-x)),
        Activation.Softplus => Math.Log(1 + Math.Exp(x)),
        Activation.ReLU6 => Math.Clamp(x, 0, 6),
        Activation.LeakyReLU => x > 0 ? x : 0.2 * x,
        Activation.SELU => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)),
        Activation.Exponential => Math.Exp(x),
        Activation.HardSigmoid => Math.Clamp(x / 6 + 0.5, 0, 1),
        Activation.HardSiLU => x * Math.Clamp(x / 6 + 0.5, 0, 1),
        Activation.Mish => x * Math.Tanh(Math.Log(1 + Math.Exp(x))),
        Activation.Softsign => x / (1 + Math.Abs(x)),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "No formula."),
    };

    /// <summary>By Simpson's rule, since .NET has no error function.</summary>
    private static double NormalDistribution(double x)
    {
        const int steps = 2000;
        double step = x / steps, sum = 0;
        for (int i = 0; i <= steps; i++)
            sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-(i * step) * (i * step) / 2);
        return 0.5 + sum * step / 3 / Math.Sqrt(2 * Math.PI);
    }

    // keras-trained/tutorial once gave libtorch's "toFloat" error: the number of a Rescaling was freed before it was read.
    [Fact]
    public void Layers_with_numbers_give_the_same_while_the_garbage_collector_runs()
    {
        var image = Symbol.Input(1, 1, 3);
        var x = image.Rescaling(0.5, 0.25).Apply(new ReLU { MaxValue = 3, NegativeSlope = 0.1, Threshold = 0.2 }).Apply(new LeakyReLU(0.7)).Apply(new ELU(0.5))
            .Activation(Activation.SELU).Activation(Activation.ELU).Activation(Activation.LeakyReLU);
        var network = new Network(image, x);
        var batch = new ImageBatch(network.InputShape, new float[] { -2, 0.3f, 4 });

        float[][] Outputs() => Engine.With(network, null, session => Enumerable.Range(0, 1_000)
            .Select(_ => session.Predict(batch, training: false, [network.Layers[^1].Name])[0].Values.ToArray()).ToArray());

        float[] expected = Outputs()[0];
        Assert.All(BusyCollector.During(Outputs), output => Assert.Equal(expected, output));
    }
}

namespace MLNet.Cnn.Tests;

/// <summary>Networks that the engine runs with channels last: libtorch then gives gradients of kernels in another order of memory than the kernels.</summary>
public class ChannelsLastStepTests
{
    // Filters in eights: channels last. Three input channels and 3x3 kernels: the orders of memory differ.
    private static readonly Network Network = Network.Sequential(new(5, 5, 3), new Conv2D(8, 3), new Flatten(), new Dense(2));

    private readonly float[] _descent = Change(new SGD(learningRate: 1), 1);

    [Fact]
    public void Momentum_takes_the_same_first_step_as_plain_descent() =>
        Engine.AssertClose(_descent, Change(new SGD(learningRate: 1, momentum: 0.9), 1), 1e-5);

    [Fact]
    public void Adam_takes_its_first_step_against_the_sign_of_each_gradient()
    {
        var change = Change(new Adam(), 0.001);

        // The first step of Adam has the length of the rate wherever the gradient is not tiny.
        for (int i = 0; i < _descent.Length; i++)
        {
            if (Math.Abs(_descent[i]) > 1e-3)
                Assert.Equal(0.001 * Math.Sign(_descent[i]), change[i], 4);
        }
    }

    /// <summary>What one step with this rate adds to the kernel.</summary>
    private static float[] Change(Optimizer optimizer, double rate) => Engine.With(Network, optimizer, session =>
    {
        var pixels = Enumerable.Range(0, 2 * 75).Select(i => MathF.Sin(i * i)).ToArray();
        var before = session.ReadState().Weights["conv2d/kernel"].Values.ToArray();
        session.Step(new TrainingBatch(new ImageBatch(Network.InputShape, pixels), new float[] { 1, 0, 0, 1 }), new StepSettings(rate));
        var after = session.ReadState().Weights["conv2d/kernel"].Values.ToArray();
        return before.Zip(after, (b, a) => a - b).ToArray();
    });
}

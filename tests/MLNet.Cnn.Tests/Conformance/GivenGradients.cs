namespace MLNet.Cnn.Tests;

/// <summary>A network with one weight whose gradient is whatever a test wants, to check optimizers by.</summary>
/// <remarks>
/// The input is 1, so that the logits are the weight itself. The gradient of the cross-entropy by the logits is softmax(x) sum(t) - t: with targets of
/// -g and one more output, frozen, whose target makes the sum 0, it is g.
/// </remarks>
internal static class GivenGradients
{
    public const string Weight = "weight/kernel";

    public static Network Network(int size)
    {
        var one = Symbol.Input(new Shape(1));
        var weight = one.Apply(new Dense(size) { Name = "weight", UseBias = false });
        return new Network(one, weight.Concatenate(one.Apply(new Dense(1) { Name = "balance", UseBias = false, Trainable = false })));
    }

    public static EngineSettings Settings(float[] weight, Optimizer optimizer)
    {
        var network = Network(weight.Length);
        return new EngineSettings(network, Engine.Weights(network, (Weight, weight))) { Optimizer = optimizer };
    }

    /// <summary>One step with this gradient.</summary>
    public static void Step(IEngineSession session, float[] gradient, double rate)
    {
        float[] targets = [.. gradient.Select(g => -g), gradient.Sum()];
        session.Step(new TrainingBatch(new ImageBatch(new Shape(1), new float[] { 1 }), targets), new StepSettings(rate));
    }

    public static float[] Values(IEngineSession session) => session.ReadState().Weights[Weight]!.Values.ToArray();
}

namespace MLNet.Cnn;

/// <summary>Running <see cref="Adam"/> and <see cref="AdamW"/> by TensorFlow's kernels, which are Keras' rule: epsilon stands outside the bias correction.</summary>
/// <remarks>
/// The kernels compute 1 - beta in float32, which misses 0.001 by 1.3e-5, where Keras has it in double precision. Their memory is a constant multiple of Keras' for that;
/// rate and epsilon take it back. The powers of beta are those of its float32 in both.
/// </remarks>
internal sealed class AdamRule(AdamOptimizer definition) : UpdateRule
{
    public override IReadOnlyList<string> Slots => definition.AMSGrad ? ["m", "v", "v_hat"] : ["m", "v"];

    public override int NumberCount => 4;

    private double RootOfSquares => Math.Sqrt(Missed(definition.Beta2));

    public override double[] Numbers(StepSettings settings, long step)
    {
        double beta1 = settings.Momentum ?? definition.Beta1;
        double rate = settings.LearningRate * RootOfSquares / Missed(beta1);
        return [Math.Pow((float)beta1, step), Math.Pow((float)definition.Beta2, step), rate, beta1];
    }

    public override nint[] Update(GraphBuilder graph, GraphVariable weight, Output gradient, GraphVariable[] memory, Output[] numbers)
    {
        var kernel = graph.Operation(definition.AMSGrad ? "ResourceApplyAdamWithAmsgrad" : "ResourceApplyAdam").Inputs(weight.Handle);
        foreach (var slot in memory)
            kernel.Inputs(slot.Handle);
        return [kernel.Inputs(numbers).Inputs(graph.Number(definition.Beta2), graph.Number(definition.Epsilon * RootOfSquares), gradient).Add()];
    }

    /// <summary>1 - beta in float32 over what it is.</summary>
    private static double Missed(double beta) => (1 - (float)beta) / (1 - beta);
}

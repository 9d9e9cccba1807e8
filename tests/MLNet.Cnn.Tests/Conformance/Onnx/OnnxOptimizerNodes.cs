namespace MLNet.Cnn.Tests;

/// <summary>The optimizers of ONNX' training preview as Keras' ones, as far as the rule is the same.</summary>
internal static class OnnxOptimizerNodes
{
    private const double Tolerance = 1e-5;

    /// <summary>Inputs: rate, step, then all weights, all gradients and all memories, each in the order of the weights. Outputs: weights, memories.</summary>
    public static void Check(OnnxNode node, string engine)
    {
        int kinds = node.Operator == "Adam" ? 4 : 3, weights = (node.Inputs.Count - 2) / kinds;
        float rate = node.Input(0).Data[0];
        if (node.Inputs[1]!.Values.Data[0] != 0)
            throw new NotSupportedException("it goes on from a later step");
        for (int i = 0; i < weights; i++)
        {
            float[] weight = Array(0, i);
            // The penalty on the weights is part of the gradient.
            float[] gradient = [.. Array(1, i).Select((g, j) => g + node.Number("norm_coefficient", 0) * weight[j])];
            CheckWeight(node, engine, rate, [.. Enumerable.Range(0, kinds).Select(kind => kind == 1 ? gradient : Array(kind, i))],
                [.. Enumerable.Range(0, kinds - 1).Select(kind => node.Output(kind * weights + i).Data)]);
        }

        float[] Array(int kind, int i) => node.Input(2 + kind * weights + i).Data;
    }

    private static void CheckWeight(OnnxNode node, string engine, float rate, float[][] inputs, float[][] outputs)
    {
        var (optimizer, slots, factor) = Rule(node, rate);
        ConformanceEngines.Work(engine, GivenGradients.Settings(inputs[0], optimizer), session =>
        {
            var state = session.ReadState();
            session.WriteState(state with
            {
                OptimizerSlots = [.. state.OptimizerSlots.Select(slot => slot with
                {
                    Values = Scaled(inputs[2 + System.Array.IndexOf(slots, slot.Path.Split('/')[0])], factor),
                })],
            });
            GivenGradients.Step(session, inputs[1], optimizer.LearningRate);
            Closeness.Check("weight", outputs[0], GivenGradients.Values(session), Tolerance);
            var after = session.ReadState().OptimizerSlots;
            for (int i = 0; i < slots.Length; i++)
                Closeness.Check(slots[i], Scaled(outputs[1 + i], factor), after.Single(slot => slot.Path.StartsWith(slots[i] + "/", StringComparison.Ordinal)).Values.ToArray(), Tolerance);
            return 0;
        });
    }

    /// <summary>Keras' optimizer, the names of its memories in the node's order, and what a memory of the node is multiplied by to be Keras'.</summary>
    private static (Optimizer Optimizer, string[] Slots, float Factor) Rule(OnnxNode node, float rate)
    {
        var (alpha, beta, epsilon) = (node.Number("alpha", 0.9f), node.Number("beta", 0.999f), node.Number("epsilon", 0));
        return node.Operator switch
        {
            // Keras folds the rate into the velocity.
            "Momentum" => (new SGD(rate, alpha, node.Text("mode", "standard") == "nesterov"), ["velocity"], -rate),
            // At step 0 the node does without the correction that Keras makes at its first step.
            "Adam" => (new Adam(rate * (1 - alpha) / Math.Sqrt(1 - beta), alpha, beta, epsilon), ["m", "v"], 1),
            "Adagrad" => (new Adagrad(rate, 0, epsilon), ["accumulator"], 1),
            _ => throw new NotSupportedException($"there is no optimizer {node.Operator}"),
        };
    }

    private static float[] Scaled(float[] values, float factor) => [.. values.Select(value => value * factor)];
}

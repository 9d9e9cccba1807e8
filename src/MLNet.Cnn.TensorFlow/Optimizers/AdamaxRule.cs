namespace MLNet.Cnn;

/// <summary>Running <see cref="Adamax"/> (keras/src/optimizers/adamax.py).</summary>
internal sealed class AdamaxRule(Adamax definition) : UpdateRule
{
    public override IReadOnlyList<string> Slots => ["m", "u"];

    public override int NumberCount => 3;

    public override double[] Numbers(StepSettings settings, long step)
    {
        double beta1 = settings.Momentum ?? definition.Beta1;
        return [settings.LearningRate / (1 - Math.Pow(beta1, step)), beta1, 1 - beta1];
    }

    public override nint[] Update(GraphBuilder graph, GraphVariable weight, Output gradient, GraphVariable[] memory, Output[] numbers)
    {
        var m = Follow(graph, memory[0].Value, gradient, (numbers[1], numbers[2]));
        var u = graph.Binary("Maximum", graph.Multiply(memory[1].Value, definition.Beta2), graph.Unary("Abs", gradient));
        var change = graph.Divide(graph.Multiply(m, numbers[0]), graph.Add(u, definition.Epsilon));
        return [memory[0].Assign(m), memory[1].Assign(u), weight.Subtract(change)];
    }
}

namespace MLNet.Cnn;

/// <summary>Running <see cref="Lion"/> (keras/src/optimizers/lion.py).</summary>
internal sealed class LionRule(Lion definition) : UpdateRule
{
    public override IReadOnlyList<string> Slots => ["m"];

    public override int NumberCount => 3;

    public override double[] Numbers(StepSettings settings, long step)
    {
        double beta1 = settings.Momentum ?? definition.Beta1;
        return [settings.LearningRate, beta1, 1 - beta1];
    }

    public override nint[] Update(GraphBuilder graph, GraphVariable weight, Output gradient, GraphVariable[] memory, Output[] numbers)
    {
        var m = memory[0].Value;
        var direction = graph.Unary("Sign", Follow(graph, m, gradient, (numbers[1], numbers[2])));
        return [memory[0].Assign(Follow(graph, m, gradient, definition.Beta2)), weight.Subtract(graph.Multiply(direction, numbers[0]))];
    }
}

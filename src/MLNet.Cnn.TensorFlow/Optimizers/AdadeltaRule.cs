namespace MLNet.Cnn;

/// <summary>Running <see cref="Adadelta"/> (keras/src/optimizers/adadelta.py).</summary>
internal sealed class AdadeltaRule(Adadelta definition) : UpdateRule
{
    public override IReadOnlyList<string> Slots => ["accumulated_gradient", "accumulated_update"];

    public override int NumberCount => 1;

    public override double[] Numbers(StepSettings settings, long step) => [settings.LearningRate];

    public override nint[] Update(GraphBuilder graph, GraphVariable weight, Output gradient, GraphVariable[] memory, Output[] numbers)
    {
        var gradients = Follow(graph, memory[0].Value, graph.Square(gradient), definition.Rho);
        var change = graph.Divide(graph.Multiply(Root(memory[1].Value), gradient), Root(gradients));
        var changes = Follow(graph, memory[1].Value, graph.Square(change), definition.Rho);
        return [memory[0].Assign(gradients), memory[1].Assign(changes), weight.Subtract(graph.Multiply(change, numbers[0]))];

        Output Root(Output x) => graph.Sqrt(graph.Add(x, definition.Epsilon));
    }
}

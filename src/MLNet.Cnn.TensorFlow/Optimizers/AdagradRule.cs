namespace MLNet.Cnn;

/// <summary>Running <see cref="Adagrad"/> (keras/src/optimizers/adagrad.py).</summary>
internal sealed class AdagradRule(Adagrad definition) : UpdateRule
{
    public override IReadOnlyList<string> Slots => ["accumulator"];

    public override float FirstValue => (float)definition.InitialAccumulatorValue;

    public override int NumberCount => 1;

    public override double[] Numbers(StepSettings settings, long step) => [settings.LearningRate];

    public override nint[] Update(GraphBuilder graph, GraphVariable weight, Output gradient, GraphVariable[] memory, Output[] numbers)
    {
        var sum = graph.Add(memory[0].Value, graph.Square(gradient));
        var change = graph.Divide(graph.Multiply(gradient, numbers[0]), graph.Sqrt(graph.Add(sum, definition.Epsilon)));
        return [memory[0].Assign(sum), weight.Subtract(change)];
    }
}

namespace MLNet.Cnn;

/// <summary>Running <see cref="RMSprop"/> (keras/src/optimizers/rmsprop.py).</summary>
internal sealed class RmsPropRule(RMSprop definition) : UpdateRule
{
    public override IReadOnlyList<string> Slots => ["velocity", "momentum", "average_gradient"];

    public override int NumberCount => 2;

    public override double[] Numbers(StepSettings settings, long step) => [settings.LearningRate, settings.Momentum ?? definition.Momentum];

    public override nint[] Update(GraphBuilder graph, GraphVariable weight, Output gradient, GraphVariable[] memory, Output[] numbers)
    {
        var done = new List<nint>();
        var velocity = Follow(graph, memory[0].Value, graph.Square(gradient), definition.Rho);
        done.Add(memory[0].Assign(velocity));
        var denominator = graph.Add(velocity, definition.Epsilon);
        if (definition.Centered)
        {
            var average = Follow(graph, memory[2].Value, gradient, definition.Rho);
            done.Add(memory[2].Assign(average));
            denominator = graph.Subtract(denominator, graph.Square(average));
        }
        var increment = graph.Multiply(graph.Multiply(gradient, numbers[0]), graph.Unary("Rsqrt", denominator));
        if (definition.Momentum > 0)
        {
            increment = graph.Add(graph.Multiply(memory[1].Value, numbers[1]), increment);
            done.Add(memory[1].Assign(increment));
        }
        done.Add(weight.Subtract(increment));
        return [.. done];
    }
}

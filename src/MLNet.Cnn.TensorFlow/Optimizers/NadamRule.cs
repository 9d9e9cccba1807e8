namespace MLNet.Cnn;

/// <summary>Running <see cref="Nadam"/> (keras/src/optimizers/nadam.py).</summary>
internal sealed class NadamRule(Nadam definition) : UpdateRule
{
    private const double Decay = 0.96;

    public override IReadOnlyList<string> Slots => ["m", "v"];

    public override int NumberCount => 5;

    public override double[] Numbers(StepSettings settings, long step)
    {
        double beta1 = settings.Momentum ?? definition.Beta1;
        // The product of the momenta so far; it follows from the step alone, so that nothing has to be stored.
        double product = 1;
        for (long t = 1; t <= step && product > 0; t++)
            product *= Momentum(t);
        double next = Momentum(step + 1);
        return
        [
            settings.LearningRate * next / (1 - product * next),
            settings.LearningRate * (1 - Momentum(step)) / (1 - product),
            1 / (1 - Math.Pow(definition.Beta2, step)),
            beta1,
            1 - beta1,
        ];

        double Momentum(long t) => beta1 * (1 - 0.5 * Math.Pow(Decay, t));
    }

    public override nint[] Update(GraphBuilder graph, GraphVariable weight, Output gradient, GraphVariable[] memory, Output[] numbers)
    {
        var (ofMean, ofGradient, ofSquare) = (numbers[0], numbers[1], numbers[2]);
        var m = Follow(graph, memory[0].Value, gradient, (numbers[3], numbers[4]));
        var v = Follow(graph, memory[1].Value, graph.Square(gradient), definition.Beta2);
        var direction = graph.Add(graph.Multiply(m, ofMean), graph.Multiply(gradient, ofGradient));
        var divisor = graph.Add(graph.Sqrt(graph.Multiply(v, ofSquare)), definition.Epsilon);
        return [memory[0].Assign(m), memory[1].Assign(v), weight.Subtract(graph.Divide(direction, divisor))];
    }
}

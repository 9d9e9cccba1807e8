namespace MLNet.Cnn;

/// <summary>Running <see cref="SGD"/> without momentum: <c>w -= r g</c>.</summary>
internal sealed class PlainSgdRule : UpdateRule
{
    public override IReadOnlyList<string> Slots => [];

    public override int NumberCount => 1;

    public override double[] Numbers(StepSettings settings, long step) => [settings.LearningRate];

    public override nint[] Update(GraphBuilder graph, GraphVariable weight, Output gradient, GraphVariable[] memory, Output[] numbers) =>
        [graph.Operation("ResourceApplyGradientDescent").Inputs(weight.Handle, numbers[0], gradient).Add()];
}

/// <summary>Running <see cref="SGD"/> with momentum by TensorFlow's kernel of Keras' rule: <c>v = m v - r g; w += v</c>, or under Nesterov <c>w += m v - r g</c>.</summary>
internal sealed class MomentumRule(SGD definition) : UpdateRule
{
    public override IReadOnlyList<string> Slots => ["velocity"];

    public override int NumberCount => 2;

    public override double[] Numbers(StepSettings settings, long step) => [settings.LearningRate, settings.Momentum ?? definition.Momentum];

    public override nint[] Update(GraphBuilder graph, GraphVariable weight, Output gradient, GraphVariable[] memory, Output[] numbers) =>
        [graph.Operation("ResourceApplyKerasMomentum").Inputs(weight.Handle, memory[0].Handle, numbers[0], gradient, numbers[1])
            .Set("use_nesterov", definition.Nesterov).Add()];
}

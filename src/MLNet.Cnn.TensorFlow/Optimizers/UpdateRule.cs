namespace MLNet.Cnn;

/// <summary>How an optimizer changes one weight, as operations of a graph.</summary>
internal abstract class UpdateRule
{
    /// <summary>The names of its memory: for each weight, one variable of its shape under each.</summary>
    public abstract IReadOnlyList<string> Slots { get; }

    /// <summary>The values that its memory begins with.</summary>
    public virtual float FirstValue => 0;

    /// <summary>How many numbers it needs for each step.</summary>
    public abstract int NumberCount { get; }

    public static UpdateRule Of(Optimizer definition) => definition switch
    {
        SGD { Momentum: 0 } => new PlainSgdRule(),
        SGD sgd => new MomentumRule(sgd),
        AdamOptimizer adam => new AdamRule(adam),
        RMSprop rmsProp => new RmsPropRule(rmsProp),
        Nadam nadam => new NadamRule(nadam),
        Adamax adamax => new AdamaxRule(adamax),
        Adagrad adagrad => new AdagradRule(adagrad),
        Adadelta adadelta => new AdadeltaRule(adadelta),
        Lion lion => new LionRule(lion),
        _ => throw new NotSupportedException($"The TensorFlow engine does not know the optimizer {definition.GetType().Name}. The TorchSharp engine may."),
    };

    /// <summary>The numbers of a step.</summary>
    /// <param name="settings">Rate and momentum of the step.</param>
    /// <param name="step">The update, counted from 1.</param>
    public abstract double[] Numbers(StepSettings settings, long step);

    /// <summary>Builds the change of one weight and its memory.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="memory">One variable under each name of <see cref="Slots"/>.</param>
    /// <param name="numbers">What <see cref="Numbers"/> gives, in its order.</param>
    /// <returns>The operations that must be done.</returns>
    public abstract nint[] Update(GraphBuilder graph, GraphVariable weight, Output gradient, GraphVariable[] memory, Output[] numbers);

    /// <summary>A running mean one step on: <c>kept mean + (1 - kept) value</c>.</summary>
    protected static Output Follow(GraphBuilder graph, Output mean, Output value, double kept) =>
        graph.Add(graph.Multiply(mean, kept), graph.Multiply(value, 1 - kept));

    /// <summary>The same with a number of the step, and 1 less that number.</summary>
    protected static Output Follow(GraphBuilder graph, Output mean, Output value, (Output Kept, Output Taken) shares) =>
        graph.Add(graph.Multiply(mean, shares.Kept), graph.Multiply(value, shares.Taken));
}

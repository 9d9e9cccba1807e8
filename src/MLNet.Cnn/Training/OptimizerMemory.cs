namespace MLNet.Cnn;

/// <summary>How many numbers an optimizer remembers for each trainable weight.</summary>
internal static class OptimizerMemory
{
    /// <summary>The number of slots, the moving average or slow copy of the weights and accumulated gradients included.</summary>
    public static int Slots(Optimizer optimizer) =>
        OfRule(optimizer) + (optimizer.EmaMomentum is null && optimizer.Lookahead is null ? 0 : 1) + (optimizer.GradientAccumulationSteps > 1 ? 1 : 0);

    private static int OfRule(Optimizer optimizer) => optimizer switch
    {
        SGD sgd => sgd.Momentum == 0 ? 0 : 1,
        AdamOptimizer { AMSGrad: true } => 3,
        AdamOptimizer or Nadam or Adamax or Adadelta => 2,
        RMSprop => 3, // whatever its settings
        Adagrad or Lion => 1,
        _ => throw new NotSupportedException($"The optimizer {optimizer.GetType().Name} is not known."),
    };
}

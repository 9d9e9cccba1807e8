namespace MLNet.Cnn;

/// <summary>How much the right class's output falls short of the best other one by less than 1: a margin, as support vector machines have it.</summary>
/// <remarks>
/// max(max((1 - t) x) - sum(t x) + 1, 0). Computed on the logits, also where the network ends in a softmax, which Keras leaves in between: a margin
/// of 1 between probabilities cannot be reached. Source: <c>keras.losses.CategoricalHinge</c>.
/// </remarks>
public sealed record CategoricalHinge : Loss
{
    internal override bool IsOfSigmoid => false;
}

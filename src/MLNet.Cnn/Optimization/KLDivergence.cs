namespace MLNet.Cnn;

/// <summary>How far the softmax of the logits is from targets that are themselves probabilities; for certain labels the cross-entropy.</summary>
/// <remarks>sum(t log(t / softmax(x))), with targets of at least 1e-7 as in Keras. Source: <c>keras.losses.KLDivergence</c>.</remarks>
public sealed record KLDivergence : Loss
{
    internal override bool IsOfSigmoid => false;
}

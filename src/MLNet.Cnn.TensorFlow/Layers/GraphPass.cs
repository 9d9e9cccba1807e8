namespace MLNet.Cnn;

/// <summary>How a forward pass behaves.</summary>
/// <param name="Training">Whether layers behave as in training.</param>
/// <param name="Weights">All weights by path.</param>
/// <param name="RandomKey">The key of the random numbers of a run: one whole number.</param>
/// <param name="Statistics">Takes the operations by which moving statistics follow a batch in training.</param>
internal sealed record GraphPass(bool Training, IReadOnlyDictionary<string, GraphVariable> Weights, Output RandomKey, ICollection<nint> Statistics);

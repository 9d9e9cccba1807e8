namespace MLNet.Cnn;

/// <summary>How a session computes: what was chosen for it, and why. For the log and the history.</summary>
/// <param name="Device">What computes: <c>CPU</c>, or which GPU.</param>
/// <param name="Precision">The type of numbers of a step: never <see cref="Precision.Auto"/>.</param>
/// <param name="Choices">A sentence for each choice that was left to the engine; empty without any.</param>
public sealed record EngineExecution(string Device, Precision Precision, string Choices)
{
    /// <summary>One line: <c>CPU, BFloat16</c>, and the choices behind it.</summary>
    public override string ToString() => $"{Device}, {Precision}{(Choices.Length == 0 ? "" : $". {Choices}")}";
}

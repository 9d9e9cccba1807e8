namespace MLNet.Cnn;

/// <summary>The columns of a model's output that it is measured by.</summary>
/// <param name="Label">The true class, a key.</param>
/// <param name="Score">A score for each class.</param>
internal readonly record struct MeasuredColumns(string Label, string Score);

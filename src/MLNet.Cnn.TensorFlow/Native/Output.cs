namespace MLNet.Cnn;

/// <summary>One output of an operation of a graph: TensorFlow's <c>TF_Output</c>, and as an input <c>TF_Input</c>.</summary>
/// <param name="Operation">The operation; it belongs to its graph.</param>
/// <param name="Index">Which of its outputs.</param>
internal readonly record struct Output(nint Operation, int Index = 0);

namespace MLNet.Cnn;

/// <summary>TensorFlow refused a graph or failed to run it. The message holds its text.</summary>
public sealed class TensorFlowException : InvalidOperationException
{
    internal TensorFlowException(int code, string text)
        : base($"TensorFlow: {text}") => Code = code;

    internal TensorFlowException(string message, TensorFlowException cause)
        : base(message, cause) => Code = cause.Code;

    /// <summary>TensorFlow's code for the kind of failure (<c>TF_Code</c>): 3 for an argument that does not fit, 12 for what it does not support, and so on.</summary>
    public int Code { get; }
}

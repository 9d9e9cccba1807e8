namespace MLNet.Cnn.Samples;

/// <summary>The engines by the names of the command line.</summary>
internal static class EngineChoice
{
    /// <summary>The one that is used where none is named.</summary>
    public const string Default = "torch";

    /// <summary>All names, for help and errors.</summary>
    public const string Names = $"{Default}, tensorflow";

    /// <summary>The engine of a name, or <see langword="null"/>.</summary>
    public static ICnnEngine? Find(string name) => name switch
    {
        Default => TorchEngine.Default,
        "tensorflow" => TensorFlowEngine.Default,
        _ => null,
    };
}

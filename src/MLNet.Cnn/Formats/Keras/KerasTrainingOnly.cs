namespace MLNet.Cnn;

/// <summary>The layers that disturb values or add to the loss while Keras trains, and hand on what comes otherwise (keras/src/layers/regularization).</summary>
internal static class KerasTrainingOnly
{
    private static readonly HashSet<string> Classes = ["GaussianNoise", "GaussianDropout", "AlphaDropout", "ActivityRegularization"];

    /// <summary>Whether a layer is one of them.</summary>
    public static bool Contain(KerasLayerConfig config) => Classes.Contains(config.ClassName);
}

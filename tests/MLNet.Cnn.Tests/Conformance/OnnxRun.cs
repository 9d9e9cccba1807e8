using Microsoft.ML.OnnxRuntime;

namespace MLNet.Cnn.Tests;

/// <summary>Runs a network as ONNX, for the comparison with the engine.</summary>
internal static class OnnxRun
{
    /// <summary>The network's own output for images, channels last.</summary>
    public static float[] Output(Network network, NetworkWeights weights, float[] images) => Output(Model(network, weights), network, images);

    /// <summary>The network as an ONNX file that gives its own output.</summary>
    public static byte[] Model(Network network, NetworkWeights weights) => OnnxWriter.Write(network, weights, new OnnxModelSettings
    {
        InputName = "images",
        IsRaw = true,
        ClassNames = [],
        Metadata = new Dictionary<string, string>(),
    });

    /// <inheritdoc cref="Output(Network, NetworkWeights, float[])"/>
    public static float[] Output(byte[] model, Network network, float[] images)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(model, options);
        using var run = new RunOptions();
        int count = images.Length / network.InputShape.Size;
        using var input = OrtValue.CreateTensorValueFromMemory(images, [count, .. network.InputShape.Dimensions.Select(d => (long)d)]);
        using var outputs = session.Run(run, ["images"], [input], ["Score"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}

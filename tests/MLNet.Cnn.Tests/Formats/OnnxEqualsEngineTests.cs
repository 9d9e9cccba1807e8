using Microsoft.ML.OnnxRuntime;

namespace MLNet.Cnn.Tests;

/// <summary>What is trained is what is served: libtorch and ONNX Runtime compute the same function.</summary>
public class OnnxEqualsEngineTests
{
    private const int Images = 3;

    [Theory]
    [MemberData(nameof(SmallNetworks.Names), MemberType = typeof(SmallNetworks))]
    public void The_onnx_model_gives_what_the_engine_gives(string name)
    {
        var network = SmallNetworks.All[name];
        var model = SmallNetworks.Model(network);
        float[] pixels = SmallNetworks.Pixels(network.InputShape, Images);

        var output = model.Predict(new ImageBatch(network.InputShape, pixels))[0].Values.ToArray();
        float[] expected = Scores(network, output);
        float[] scores = OnnxScores.Of(model.ToOnnx(), pixels, Images);

        Assert.Equal(expected.Length, scores.Length);
        // A relative error of a probability is an absolute one of its logit.
        Assert.All(expected.Zip(scores), pair => Assert.InRange(pair.Second, pair.First * (1 - 1e-4), pair.First * (1 + 1e-4)));
        Assert.True(expected.Max() - expected.Min() > 0.01, "The outputs hardly differ, so that this would prove nothing.");
    }

    [Fact]
    public void No_layer_and_no_activation_is_left_out()
    {
        var layers = SmallNetworks.All.Values.SelectMany(network => network.Layers).Select(layer => layer.Layer).ToList();

        var kinds = typeof(Layer).Assembly.GetTypes().Where(type => type.IsSealed && type.IsSubclassOf(typeof(Layer)));
        Assert.Empty(kinds.Except(layers.Select(layer => layer.GetType())));
        Assert.Empty(Enum.GetValues<Activation>().Except(layers.OfType<ActivationLayer>().Select(layer => layer.Function)));
        Assert.Empty(Enum.GetValues<Activation>().Except(layers.OfType<Conv2D>().Select(layer => layer.Activation)));
    }

    private static float[] Scores(Network network, float[] output)
    {
        if (network.EndsInSoftmax())
            return output;
        if (!network.ScoresBySigmoid())
            return Softmax(output, network.OutputShape.Size);
        float[] probabilities = network.EndsInSigmoid() ? output : [.. output.Select(logit => (float)(1 / (1 + Math.Exp(-logit))))];
        return network.OutputShape.Size == 1 ? [.. probabilities.SelectMany(p => new[] { 1 - p, p })] : probabilities;
    }

    private static float[] Softmax(float[] logits, int outputs) => [.. logits.Chunk(outputs).SelectMany(row =>
    {
        double sum = row.Sum(logit => Math.Exp(logit));
        return row.Select(logit => (float)(Math.Exp(logit) / sum));
    })];
}

/// <summary>ONNX Runtime asked directly, as a program without ML.NET would.</summary>
internal static class OnnxScores
{
    public static float[] Of<T>(byte[] model, T[] pixels, int count)
        where T : unmanaged
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        var (name, input) = Assert.Single(session.InputMetadata);
        long[] shape = [count, .. input.Dimensions.Skip(1).Select(d => (long)d)];
        using var tensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, pixels.AsMemory(), shape);
        using var run = new RunOptions();
        using var outputs = session.Run(run, [name], [tensor], ["Score"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}

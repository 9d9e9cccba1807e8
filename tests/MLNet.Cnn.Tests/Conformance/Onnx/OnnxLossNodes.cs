namespace MLNet.Cnn.Tests;

/// <summary>The losses of ONNX as ours, taken by a step of the engine. The second output, logarithms of probabilities, belongs to no loss of ours.</summary>
internal static class OnnxLossNodes
{
    private const double Tolerance = 1e-5;

    public static void Check(OnnxNode node, string engine)
    {
        if (node.Operator == "NegativeLogLikelihoodLoss")
            throw new NotSupportedException("it takes any numbers for logarithms of probabilities; our losses make probabilities of logits, which add up to 1");
        // (count, classes, places …): each place is an example.
        var scores = node.Input(0).ToLast(1);
        int classes = scores.Dims[^1], count = scores.Data.Length / classes;
        int[] labels = [.. node.Inputs[1]!.Values.Data.Select(label => (int)label)];
        int? ignored = node.Attributes.ContainsKey("ignore_index") ? node.Whole("ignore_index", 0) : null;
        float[] weights = [.. labels.Select(label => label == ignored ? 0 : node.Has(2) ? node.Input(2).Data[label] : 1)];
        var targets = new float[scores.Data.Length];
        for (int i = 0; i < count; i++)
            targets[i * classes + Math.Clamp(labels[i], 0, classes - 1)] = 1;

        float[] losses = ConformanceEngines.Work<float[]>(engine, Settings(classes), session => node.Text("reduction", "mean") switch
        {
            "none" => [.. Enumerable.Range(0, count).Select(i => (float)Loss(session, i, 1))],
            "sum" => [(float)(count * Loss(session, 0, count))],
            _ => [(float)(count * Loss(session, 0, count) / weights.Sum())],
        });

        Closeness.Check("loss", node.Output().Data, losses, Tolerance);

        double Loss(IEngineSession session, int first, int images) => session.Step(new TrainingBatch(
            new ImageBatch(new Shape(classes), scores.Data.AsMemory(first * classes, images * classes)),
            targets.AsMemory(first * classes, images * classes),
            weights.AsMemory(first, images)), new StepSettings(0.1)).Loss;
    }

    /// <summary>A network that gives its input, and has nothing to train.</summary>
    private static EngineSettings Settings(int classes)
    {
        var network = Network.Sequential(new(classes), new ActivationLayer(Activation.Linear));
        return new EngineSettings(network, NetworkWeights.Initialize(network, 1)) { Optimizer = new SGD() };
    }
}

namespace MLNet.Cnn.Tests;

/// <summary>Losses against Keras: per example, weighted, and their gradients by the logits.</summary>
[Trait("Category", "Conformance")]
public class KerasLossTests
{
    private const double Tolerance = 1e-5;

    // Large, so that weights move by numbers of their own size and the gradient can be read off them.
    private const double Rate = 64;

    [Theory]
    [MemberData(nameof(ConformanceEngines.Names), MemberType = typeof(ConformanceEngines))]
    public void Losses_and_their_gradients_are_those_of_Keras(string engine)
    {
        var golden = new SafeTensors(ConformanceFolder.Require("keras-goldens", "losses.safetensors"));
        var report = new ConformanceReport($"keras-goldens/losses on {engine}");
        foreach (string name in golden.Names.Where(name => name.EndsWith("/per_example", StringComparison.Ordinal)).Select(name => name.Split('/')[0]).Order(StringComparer.Ordinal))
            report.Run(name, () => Check(name, golden, engine));
        report.Finish();
    }

    private static void Check(string name, SafeTensors golden, string engine)
    {
        var (loss, soft) = Definition(name);
        float[] targets = golden[soft ? "soft" : "onehot"], weights = golden["weight"];
        int count = weights.Length, classes = targets.Length / count;
        var network = Network.Sequential(new(count), new Dense(classes) { Name = "logits", UseBias = false });
        var settings = new EngineSettings(network, Engine.Weights(network, ("logits/kernel", golden["logits"]))) { Optimizer = new SGD(Rate) };

        float[] perExample = ConformanceEngines.Work(engine, settings, session => Enumerable.Range(0, count).Select(i => (float)Step(session, loss, i, 1, targets, null).Loss).ToArray());
        var (_, gradient) = ConformanceEngines.Work(engine, settings, session => Step(session, loss, 0, count, targets, null));
        var (weighted, weightedGradient) = ConformanceEngines.Work(engine, settings, session => Step(session, loss, 0, count, targets, weights));

        Closeness.Check("per_example", golden[$"{name}/per_example"], perExample, Tolerance);
        Closeness.Check("grad_mean", golden[$"{name}/grad_mean"], gradient, Tolerance);
        Closeness.Check("weighted_mean", golden[$"{name}/weighted_mean"], [(float)weighted], Tolerance);
        Closeness.Check("grad_weighted", golden[$"{name}/grad_weighted"], weightedGradient, Tolerance);
    }

    /// <summary>
    /// One step: the loss, and the gradient by the logits. Image i is 1 at i and 0 elsewhere, so that its logits are row i of the kernel, and the kernel's
    /// gradient is that by the logits.
    /// </summary>
    private static (double Loss, float[] Gradient) Step(IEngineSession session, Loss loss, int first, int images, float[] targets, float[]? weights)
    {
        var before = session.ReadState().Weights["logits/kernel"]!;
        int count = before.Shape.Dimensions[0], classes = before.Shape.Dimensions[1];
        var pixels = new float[images * count];
        for (int i = 0; i < images; i++)
            pixels[i * count + first + i] = 1;
        var batch = new TrainingBatch(new ImageBatch(new Shape(count), pixels), targets.AsMemory(first * classes, images * classes), weights is null ? null : (ReadOnlyMemory<float>?)weights);
        double value = session.Step(batch, new StepSettings(Rate), loss).Loss;
        float[] after = session.ReadState().Weights["logits/kernel"]!.Values.ToArray();
        return (value, [.. before.Values.ToArray().Zip(after, (old, moved) => (float)((old - (double)moved) / Rate))]);
    }

    /// <summary>
    /// The loss, its settings and its targets, which the names tell: <c>crossentropy_smoothing_0.1</c>, <c>crossentropy_soft_targets</c>,
    /// <c>focal_gamma1_alpha0.5</c>. A divergence is one between distributions: its targets are the soft ones.
    /// </summary>
    private static (Loss Loss, bool Soft) Definition(string name)
    {
        string[] parts = name.Split('_');
        double smoothing = Setting("smoothing") ?? 0;
        return parts[0] switch
        {
            "crossentropy" => (new CategoricalCrossentropy { LabelSmoothing = smoothing }, parts.Contains("soft")),
            "focal" => (new CategoricalFocalCrossentropy(Setting("alpha") ?? 0.25, Setting("gamma") ?? 2) { LabelSmoothing = smoothing }, parts.Contains("soft")),
            "hinge" => (new CategoricalHinge(), parts.Contains("soft")),
            "kl" => (new KLDivergence(), !parts.Contains("onehot")),
            _ => throw new NotSupportedException($"there is no loss '{parts[0]}'."),
        };

        double? Setting(string setting)
        {
            int index = Array.FindIndex(parts, part => part.StartsWith(setting, StringComparison.Ordinal));
            if (index < 0)
                return null;
            string number = parts[index] == setting ? parts[index + 1] : parts[index][setting.Length..];
            return double.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}

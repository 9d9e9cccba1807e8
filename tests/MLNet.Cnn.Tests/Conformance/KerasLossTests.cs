namespace MLNet.Cnn.Tests;

/// <summary>Losses against Keras: per example, weighted, and their gradients by the logits.</summary>
[Trait("Category", "Conformance")]
public class KerasLossTests
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void Losses_and_their_gradients_are_those_of_Keras()
    {
        var golden = new SafeTensors(ConformanceFolder.Require("keras-goldens", "losses.safetensors"));
        var report = new ConformanceReport("keras-goldens/losses");
        foreach (string name in golden.Names.Where(name => name.EndsWith("/per_example", StringComparison.Ordinal)).Select(name => name.Split('/')[0]).Order(StringComparer.Ordinal))
            report.Run(name, () => Check(name, golden));
        report.Finish();
    }

    private static void Check(string name, SafeTensors golden)
    {
        var (loss, soft) = Definition(name);
        float[] targets = golden[soft ? "soft" : "onehot"], weights = golden["weight"];
        int count = weights.Length, classes = targets.Length / count;
        Closeness.Check("per_example", golden[$"{name}/per_example"], [.. Enumerable.Range(0, count).Select(i => Of(
            loss, golden["logits"][(i * classes)..((i + 1) * classes)], targets[(i * classes)..((i + 1) * classes)], 1, null).Loss)], Tolerance);
        Closeness.Check("grad_mean", golden[$"{name}/grad_mean"], Of(loss, golden["logits"], targets, count, null).Gradient, Tolerance);
        var weighted = Of(loss, golden["logits"], targets, count, weights);
        Closeness.Check("weighted_mean", golden[$"{name}/weighted_mean"], [weighted.Loss], Tolerance);
        Closeness.Check("grad_weighted", golden[$"{name}/grad_weighted"], weighted.Gradient, Tolerance);
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

    private static (float Loss, float[] Gradient) Of(Loss definition, float[] logits, float[] targets, int count, float[]? weights)
    {
        var batch = new TrainingBatch(
            new ImageBatch(new Shape(1), new float[count]), targets, weights is null ? null : (ReadOnlyMemory<float>?)weights);
        var gradient = new float[logits.Length];
        double loss = LossGradient.Compute(definition, logits, batch, gradient);
        return ((float)loss, gradient);
    }
}

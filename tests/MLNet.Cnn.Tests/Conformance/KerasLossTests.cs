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
        // The names say the loss and its settings: crossentropy, crossentropy_smoothing_0.1, crossentropy_soft_targets.
        string[] parts = name.Split('_');
        if (parts[0] != "crossentropy")
            throw new NotSupportedException($"there is no loss '{parts[0]}' yet.");
        int smoothing = Array.IndexOf(parts, "smoothing");
        var loss = new CategoricalCrossentropy { LabelSmoothing = smoothing < 0 ? 0 : double.Parse(parts[smoothing + 1], System.Globalization.CultureInfo.InvariantCulture) };
        float[] targets = golden[parts.Contains("soft") ? "soft" : "onehot"], weights = golden["weight"];
        int count = weights.Length, classes = targets.Length / count;
        Closeness.Check("per_example", golden[$"{name}/per_example"], [.. Enumerable.Range(0, count).Select(i => Of(
            loss, golden["logits"][(i * classes)..((i + 1) * classes)], targets[(i * classes)..((i + 1) * classes)], 1, null).Loss)], Tolerance);
        Closeness.Check("grad_mean", golden[$"{name}/grad_mean"], Of(loss, golden["logits"], targets, count, null).Gradient, Tolerance);
        var weighted = Of(loss, golden["logits"], targets, count, weights);
        Closeness.Check("weighted_mean", golden[$"{name}/weighted_mean"], [weighted.Loss], Tolerance);
        Closeness.Check("grad_weighted", golden[$"{name}/grad_weighted"], weighted.Gradient, Tolerance);
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

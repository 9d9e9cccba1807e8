using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>What a network says of images if the probabilities of several views are averaged: outside the engine, for validation; <see cref="OnnxTestTime"/> is the same in a graph.</summary>
internal sealed class TestTimeScores(TestTimeAugmentation augmentation, Shape shape, bool isSigmoid)
{
    /// <summary>Probabilities of 0 have no logarithm.</summary>
    private const double Least = 1e-300;

    private readonly IReadOnlyList<TestTimeView> _views = TestTimeView.Of(augmentation);

    /// <summary>Logits that give the average of the probabilities: its logarithms, so that losses see what they know.</summary>
    /// <param name="images">The images.</param>
    /// <param name="predict">The logits of a batch: (count, outputs).</param>
    public float[] Logits(ImageBatch images, Func<ImageBatch, float[]> predict)
    {
        if (_views.Count == 1)
            return predict(images);
        var resampler = new AffineResampler(shape, new RandomTranslation(0, 0) { FillMode = FillMode.Nearest });
        var pixels = AlignedBuffer.Allocate(images.Pixels.Length);
        double[] mean = [];
        foreach (var view in _views)
        {
            for (int start = 0; start < pixels.Length; start += shape.Size)
                resampler.Draw(images.Pixels.Span.Slice(start, shape.Size), view.Map(shape), pixels.Span.Slice(start, shape.Size));
            float[] logits = predict(new ImageBatch(shape, pixels));
            if (mean.Length == 0)
                mean = new double[logits.Length];
            AddProbabilities(logits, logits.Length / images.Count, view.Weight, mean);
        }
        return [.. mean.Select(p => (float)(isSigmoid ? Logarithm(p) - Logarithm(1 - p) : Logarithm(p)))];
    }

    private static double Logarithm(double probability) => Math.Log(Math.Max(probability, Least));

    private void AddProbabilities(float[] logits, int outputs, double weight, double[] mean)
    {
        for (int start = 0; start < logits.Length; start += outputs)
        {
            float largest = TensorPrimitives.Max(logits.AsSpan(start, outputs));
            double sum = 0;
            for (int i = start; i < start + outputs; i++)
                sum += Math.Exp(logits[i] - largest);
            for (int i = start; i < start + outputs; i++)
                mean[i] += weight * (isSigmoid ? 1 / (1 + Math.Exp(-logits[i])) : Math.Exp(logits[i] - largest) / sum);
        }
    }
}

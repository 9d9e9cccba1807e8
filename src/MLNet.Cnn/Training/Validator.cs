namespace MLNet.Cnn;

/// <summary>Measures a network on images that it is not trained on.</summary>
internal sealed class Validator(Network network, Loss loss, ImageSubset validation, int batchSize)
{
    private readonly Memory<float> _pixels = AlignedBuffer.Allocate(Math.Min(batchSize, validation.Count) * validation.Images.Shape.Size);

    /// <summary>The mean of the loss that is trained, and the share of images classified correctly.</summary>
    public (double Loss, double Accuracy) Measure(IEngineSession session, CancellationToken cancellation)
    {
        string output = network.Layers[^1].Name;
        int outputs = network.OutputShape.Size;
        double sum = 0;
        int correct = 0;
        foreach (int[] rows in validation.Rows.Chunk(batchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            var pixels = _pixels[..(rows.Length * validation.Images.Shape.Size)];
            validation.Images.Gather(rows, pixels.Span);
            var images = new ImageBatch(validation.Images.Shape, pixels);
            float[] logits = session.Predict(images, training: false, [output])[0].Values.ToArray();
            float[] targets = ClassTargets.Of(validation.Images.Labels, rows, outputs);
            sum += rows.Length * LossGradient.Compute(loss, logits, new TrainingBatch(images, targets), new float[logits.Length]);
            correct += CorrectCount.Of(logits, targets, outputs);
        }
        return (sum / validation.Count, (double)correct / validation.Count);
    }
}

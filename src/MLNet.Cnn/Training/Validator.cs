namespace MLNet.Cnn;

/// <summary>Measures a network on images that it is not trained on.</summary>
internal sealed class Validator(Network network, ImageSubset validation, int batchSize)
{
    private readonly Memory<float> _pixels = AlignedBuffer.Allocate(Math.Min(batchSize, validation.Count) * validation.Images.Shape.Size);

    /// <summary>The mean loss, and the share of images classified correctly.</summary>
    public (double Loss, double Accuracy) Measure(IEngineSession session, CancellationToken cancellation)
    {
        string output = network.Layers[^1].Name;
        int classes = network.OutputShape.Size;
        double loss = 0;
        int correct = 0;
        foreach (int[] rows in validation.Rows.Chunk(batchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            var pixels = _pixels[..(rows.Length * validation.Images.Shape.Size)];
            validation.Images.Gather(rows, pixels.Span);
            var logits = session.Predict(new ImageBatch(validation.Images.Shape, pixels), training: false, [output])[0].Values.Span;
            for (int i = 0; i < rows.Length; i++)
            {
                var (rowLoss, isCorrect) = CrossEntropy.Of(logits.Slice(i * classes, classes), validation.Images.Labels[rows[i]]);
                loss += rowLoss;
                correct += isCorrect ? 1 : 0;
            }
        }
        return (loss / validation.Count, (double)correct / validation.Count);
    }
}

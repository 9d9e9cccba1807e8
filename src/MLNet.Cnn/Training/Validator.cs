namespace MLNet.Cnn;

/// <summary>Measures a network on images that it is not trained on.</summary>
internal sealed class Validator
{
    private readonly Network _network;
    private readonly Loss _loss;
    private readonly ImageSubset _validation;
    private readonly int _batchSize;
    private readonly Memory<float> _pixels;
    private readonly TestTimeScores _scores;

    /// <param name="settings">A training with validation images.</param>
    public Validator(TrainingSettings settings)
    {
        _network = settings.Network;
        _loss = settings.Loss;
        _validation = settings.Validation!;
        _batchSize = settings.BatchSize;
        var shape = _validation.Images.Shape;
        _pixels = AlignedBuffer.Allocate(Math.Min(_batchSize, _validation.Count) * shape.Size);
        _scores = new TestTimeScores(settings.TestTimeAugmentation, shape, _loss.IsOfSigmoid);
    }

    /// <summary>The mean of the loss that is trained, and the share of images classified correctly.</summary>
    public (double Loss, double Accuracy) Measure(IEngineSession session, CancellationToken cancellation)
    {
        string output = _network.Layers[^1].Name;
        int outputs = _network.OutputShape.Size;
        double sum = 0;
        int correct = 0;
        foreach (int[] rows in _validation.Rows.Chunk(_batchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            var pixels = _pixels[..(rows.Length * _validation.Images.Shape.Size)];
            _validation.Images.Gather(rows, pixels.Span);
            var images = new ImageBatch(_validation.Images.Shape, pixels);
            float[] logits = _scores.Logits(images, batch => session.Predict(batch, training: false, [output])[0].Values.ToArray());
            float[] targets = ClassTargets.Of(_validation.Images.Labels, rows, outputs);
            sum += rows.Length * LossGradient.Compute(_loss, logits, new TrainingBatch(images, targets), new float[logits.Length]);
            correct += CorrectCount.Of(logits, targets, outputs);
        }
        return (sum / _validation.Count, (double)correct / _validation.Count);
    }
}

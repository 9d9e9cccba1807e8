namespace MLNet.Cnn.Benchmarks;

/// <summary>Our scorer on batches that are filled from one array: what Transform does, without ML.NET around it.</summary>
internal sealed class ScorerAlone(CnnTransformer model, byte[] pixels, int batchSize) : IDisposable
{
    private readonly OnnxScorer _scorer = new(
        model.Model.ToOnnx(), model.FeatureColumnName, ScoringSchema.ScoreName, TrainedModel.ImageShape.Size, SyntheticImages.ClassCount, Environment.ProcessorCount);

    private readonly byte[] _batch = new byte[batchSize * TrainedModel.ImageShape.Size];
    private readonly float[] _scores = new float[batchSize * SyntheticImages.ClassCount];

    public void ScoreAll()
    {
        for (int start = 0; start < pixels.Length; start += _batch.Length)
        {
            pixels.AsSpan(start, _batch.Length).CopyTo(_batch);
            _scorer.Score(_batch, batchSize, _scores);
        }
    }

    public void Dispose() => _scorer.Dispose();
}

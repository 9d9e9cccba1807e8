namespace MLNet.Cnn;

/// <summary>Steps of a session that lower a loss: gives the engine the gradient by the outputs, and keeps what it saw of them.</summary>
internal sealed class LossSteps
{
    private readonly IEngineSession _session;
    private readonly Loss _loss;
    private readonly OutputGradient _gradient;
    private TrainingBatch _batch = null!;
    private double[] _losses = [];
    private bool[] _isCorrect = [];

    public LossSteps(IEngineSession session, Loss loss)
    {
        _session = session;
        _loss = loss;
        _gradient = GiveGradient;
    }

    /// <summary>Takes a step.</summary>
    public StepResult Take(TrainingBatch batch, StepSettings settings)
    {
        int count = batch.Images.Count;
        _batch = batch;
        if (_losses.Length < count)
            (_losses, _isCorrect) = (new double[count], new bool[count]);
        _session.Step(batch.Images, _gradient, settings);
        // Added up in the order of the images, so that slices make no difference.
        var (sum, correct) = (0.0, 0);
        for (int image = 0; image < count; image++)
            (sum, correct) = (sum + _losses[image], correct + (_isCorrect[image] ? 1 : 0));
        return new StepResult(sum / count, correct);
    }

    // Called by the engine in the middle of a step, for slices from several threads: each image has its own place.
    private void GiveGradient(OutputSlice outputs)
    {
        int size = outputs.SizeOf();
        for (int i = 0; i < outputs.Count; i++)
        {
            int image = outputs.First + i;
            var values = outputs.Values().Slice(i * size, size);
            _losses[image] = LossGradient.OfImage(_loss, values, _batch, image, outputs.Gradient().Slice(i * size, size));
            _isCorrect[image] = CorrectCount.Of(values, _batch.Targets.Span.Slice(image * size, size), size) > 0;
        }
    }
}

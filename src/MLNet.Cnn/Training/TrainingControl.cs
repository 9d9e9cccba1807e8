namespace MLNet.Cnn;

/// <summary>Lets another thread end a training gracefully, keeping its result: what Ctrl-C is to a console program.</summary>
/// <remarks>One control may serve several fits; a requested stop ends each of them. Safe to use from any thread.</remarks>
public sealed class TrainingControl
{
    private volatile bool _stopRequested;

    /// <summary>Whether a stop was requested.</summary>
    public bool IsStopRequested => _stopRequested;

    /// <summary>
    /// Ends training after the batch it is at. <c>Fit</c> then returns the best model so far: that of the epoch with the lowest validation loss
    /// where there are validation images and an epoch was finished, else that of the last step.
    /// </summary>
    public void RequestStop() => _stopRequested = true;
}

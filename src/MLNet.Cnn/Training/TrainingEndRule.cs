namespace MLNet.Cnn;

/// <summary>What follows from why a training ended.</summary>
internal static class TrainingEndRule
{
    /// <summary>Whether it was broken off: another fit goes on from there, and until then the best so far is its result.</summary>
    public static bool IsInterruption(this TrainingEnd end) => end is TrainingEnd.StopRequested or TrainingEnd.TimeUp;
}

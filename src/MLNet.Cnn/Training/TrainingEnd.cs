namespace MLNet.Cnn;

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs were trained.</summary>
    Completed,

    /// <summary><see cref="TrainingControl.RequestStop"/> was called.</summary>
    StopRequested,
}

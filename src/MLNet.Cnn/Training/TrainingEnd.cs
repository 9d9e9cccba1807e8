namespace MLNet.Cnn;

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs were trained.</summary>
    Completed,

    /// <summary><see cref="EarlyStopping"/> saw no more improvement.</summary>
    StoppedEarly,

    /// <summary>The time given to it was over.</summary>
    TimeUp,

    /// <summary><see cref="TrainingControl.RequestStop"/> was called.</summary>
    StopRequested,

    /// <summary>There was none: <c>ApplyCnn</c> was given the weights.</summary>
    NotTrained,
}

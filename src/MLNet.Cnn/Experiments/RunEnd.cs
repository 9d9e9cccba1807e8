namespace MLNet.Cnn;

/// <summary>How a trial ended.</summary>
public enum RunEnd
{
    /// <summary>It went to its end, early stopping of its own included.</summary>
    Completed,

    /// <summary>Successive halving has not taken it further yet.</summary>
    Paused,

    /// <summary>It fell behind and was ended by <see cref="MedianStopping"/>.</summary>
    FellBehind,

    /// <summary>The experiment's time was over, or the candidate's own <see cref="CnnOptions.MaxTrainingTime"/>; the model is the best so far.</summary>
    TimeUp,

    /// <summary>There is no model; <see cref="RunDetail.Exception"/> says why.</summary>
    Failed,
}

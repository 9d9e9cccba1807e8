namespace MLNet.Cnn;

/// <summary>How the share of rows that is held out becomes a number of rows of each class.</summary>
internal enum SplitRounding
{
    /// <summary>Each class by itself, as 0.1.0 did: a training or an experiment that it began goes on so.</summary>
    EachClass,

    /// <summary>All classes together.</summary>
    AllClasses,
}

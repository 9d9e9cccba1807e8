namespace MLNet.Cnn;

/// <summary>What training does about images that cannot be read: files that are missing, damaged, truncated or no images at all.</summary>
public enum UnreadableImages
{
    /// <summary>Reads all, then ends with an <see cref="UnreadableImagesException"/> that lists every one of them.</summary>
    Throw,

    /// <summary>Leaves them out; the log tells their number and the first of them, <see cref="TrainingHistory.UnreadableImages"/> all.</summary>
    Skip,
}

namespace MLNet.Cnn;

/// <summary>What the images of a folder are for.</summary>
internal enum ImagePurpose
{
    /// <summary>Whatever they are taken for: the folder is not divided.</summary>
    Any,

    /// <summary>To learn from.</summary>
    Training,

    /// <summary>To measure each epoch on, and to choose by.</summary>
    Validation,

    /// <summary>To measure the result on.</summary>
    Test,
}

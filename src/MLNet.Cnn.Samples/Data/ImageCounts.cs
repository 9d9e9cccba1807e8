namespace MLNet.Cnn.Samples;

/// <summary>How many images there are.</summary>
/// <param name="Training">Images to train on.</param>
/// <param name="Test">Images to test on.</param>
internal sealed record ImageCounts(int Training, int Test);

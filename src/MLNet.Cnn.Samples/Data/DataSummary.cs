namespace MLNet.Cnn.Samples;

/// <summary>What a run learns from.</summary>
/// <param name="Name">What the images are, for people.</param>
/// <param name="TrainingImages">How many images are trained on.</param>
/// <param name="TestImages">How many images are tested on.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Columns of pixels.</param>
internal sealed record DataSummary(string Name, int TrainingImages, int TestImages, int Height, int Width);

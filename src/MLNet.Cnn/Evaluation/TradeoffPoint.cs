namespace MLNet.Cnn;

/// <summary>One model of a <see cref="TradeoffChart"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MillisecondsPerImage">What it takes for one image: more than 0.</param>
/// <param name="Accuracy">Its accuracy, between 0 and 1.</param>
/// <param name="Interval">Where its true accuracy lies.</param>
public sealed record TradeoffPoint(string Name, double MillisecondsPerImage, double Accuracy, AccuracyInterval Interval);

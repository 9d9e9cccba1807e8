namespace MLNet.Cnn.Benchmarks;

/// <summary>What an epoch brought, and what the run has cost so far: all its processes together.</summary>
internal sealed record CurvePoint(
    int Epoch, double Loss, double Accuracy, double? TestAccuracy, double WallSeconds, double ProcessorSeconds);

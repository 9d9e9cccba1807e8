namespace MLNet.Cnn;

/// <summary>A line of a <see cref="LineChart"/> with the name that it is shown under.</summary>
/// <param name="Name">The name.</param>
/// <param name="Points">Its points from left to right; what is no finite number leaves a gap.</param>
public sealed record NamedLine(string Name, IReadOnlyList<ChartPoint> Points);

/// <summary>A point of a chart.</summary>
/// <param name="X">Its place along the horizontal axis.</param>
/// <param name="Y">Its place along the vertical axis.</param>
public readonly record struct ChartPoint(double X, double Y);

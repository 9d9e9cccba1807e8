using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>One line of a chart.</summary>
/// <param name="Points">Its points from left to right; what is no finite number leaves a gap.</param>
/// <param name="Style">How it is drawn.</param>
internal sealed record ChartSeries(IReadOnlyList<(double X, double Y)> Points, LineStyle Style);

/// <summary>How a line is drawn.</summary>
/// <param name="Color">Its color.</param>
/// <param name="IsDashed">Whether it is dashed.</param>
internal readonly record struct LineStyle(SKColor Color, bool IsDashed);

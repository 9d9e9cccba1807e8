using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>What a chart shows.</summary>
internal sealed record ChartSettings
{
    /// <summary>The size of the whole, names and numbers included, in pixels.</summary>
    public required SKSizeI Size { get; init; }

    public required AxisScale Horizontal { get; init; }

    public required AxisScale Vertical { get; init; }

    public required string VerticalName { get; init; }

    public string HorizontalName { get; init; } = "";

    /// <summary>A few words at the upper right.</summary>
    public string Remark { get; init; } = "";

    public required IReadOnlyList<ChartSeries> Series { get; init; }
}

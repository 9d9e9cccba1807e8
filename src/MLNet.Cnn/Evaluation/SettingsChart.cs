using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>What settings went with what accuracy: an axis for each setting, the accuracy as the last, and a line for each model through its values (parallel coordinates).</summary>
/// <remarks>The darker a line, the higher its accuracy. Settings of few values have them in even steps, others stand on an axis of numbers, logarithmic where they differ by more
/// than a factor of fifty. Axes that do not fit stand in a further row, each row with the accuracy at its end.</remarks>
/// <param name="Names">The settings in the order of their axes, at least one.</param>
/// <param name="Lines">The models, at least one.</param>
public sealed record SettingsChart(IReadOnlyList<string> Names, IReadOnlyList<SettingsLine> Lines) : Picture
{
    private const int PixelsPerAxis = 105;
    private const int Height = 260;

    /// <summary>How wide it is without its margins, in pixels.</summary>
    /// <value>Default: 940. Range: 320 to 4,096.</value>
    public int Width { get; init; } = PictureWidth.Default;

    /// <inheritdoc/>
    private protected override PictureLayout Arrange()
    {
        PictureWidth.Check(nameof(SettingsChart), Width);
        if (Names.Count == 0 || Lines.Count == 0)
            throw new ArgumentException($"A chart of settings needs at least one setting and one model, but there are {Names.Count} settings and {Lines.Count} models.");
        // The better ones lie on top.
        var lines = Lines.OrderBy(line => line.Accuracy).ToList();
        var axes = Names.Select(name => ParallelAxis.Of(name, [.. lines.Select(line => line.Settings.GetValueOrDefault(name))])).ToList();
        var accuracy = ParallelAxis.OfAccuracy([.. lines.Select(line => line.Accuracy)]);
        var size = new SKSizeI(Width, Height);
        var rows = axes.Chunk(Math.Max(1, Width / PixelsPerAxis - 1)).Select(row => new ParallelPlot(size, [.. row, accuracy]));
        return new PictureLayout(Title, [.. rows]);
    }
}

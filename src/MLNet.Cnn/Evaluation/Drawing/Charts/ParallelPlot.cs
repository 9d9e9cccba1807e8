using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Axes side by side and lines across them, ordered by the last axis, the highest on top.</summary>
internal sealed class ParallelPlot(SKSizeI size, IReadOnlyList<ParallelAxis> axes) : IPicturePart
{
    private const float NumberGap = 6;
    private const float DotRadius = 2.5f;

    private static readonly PictureFont Names = PictureFont.Label, Numbers = PictureFont.Small;

    /// <inheritdoc/>
    public SKSizeI Size => size;

    /// <inheritdoc/>
    public void Draw(Pen pen, SKPointI at)
    {
        var area = new SKRect(
            at.X + WidestNumber(axes[0]) + NumberGap, at.Y + Names.LineHeight + Numbers.LineHeight,
            at.X + size.Width - WidestNumber(axes[^1]) - NumberGap, at.Y + size.Height - Numbers.LineHeight);
        for (int line = 0; line < axes[0].Values.Count; line++)
        {
            var color = Color(line);
            foreach (var run in Stretches.Of(Enumerable.Range(0, axes.Count), axis => !double.IsNaN(axes[axis].Values[line])))
            {
                SKPoint[] points = [.. run.Select(axis => Place(area, axis, axes[axis].Values[line]))];
                pen.Line(points, new LineStyle(color, IsDashed: false));
                pen.Dots(points, DotRadius, color);
            }
        }
        for (int axis = 0; axis < axes.Count; axis++)
            DrawAxis(pen, at, area, axis);
    }

    /// <summary>The axis over the lines, with its numbers to the left; those of the last to the right, where no lines are.</summary>
    private void DrawAxis(Pen pen, SKPointI at, SKRect area, int axis)
    {
        float x = Place(area, axis, 0).X;
        bool isLast = axis == axes.Count - 1;
        pen.Line([new(x, area.Top), new(x, area.Bottom)], Palette.QuietText);
        string name = Names.Trim(axes[axis].Name, (float)size.Width / axes.Count - NumberGap);
        float left = Math.Clamp(x - Names.Width(name) / 2, at.X, at.X + size.Width - Names.Width(name));
        pen.Text(name, Names, new(left, at.Y + Names.Baseline(0)), Palette.Text);
        foreach (var tick in axes[axis].Scale.Ticks)
        {
            float y = Place(area, axis, tick.Value).Y;
            string text = Number(tick);
            float begin = isLast ? x + NumberGap : x - NumberGap - Numbers.Width(text);
            // Lines go below numbers.
            pen.Fill(SKRect.Create(begin - 1, y - Numbers.LineHeight / 2, Numbers.Width(text) + 2, Numbers.LineHeight), Palette.Background.WithAlpha(0xD0));
            pen.Text(text, Numbers, new(begin, y + Numbers.CapitalHeight / 2), Palette.QuietText);
        }
    }

    private SKPoint Place(SKRect area, int axis, double value) => new(
        area.Left + area.Width * axis / (axes.Count - 1),
        area.Bottom - area.Height * (float)axes[axis].Scale.Share(value));

    private float WidestNumber(ParallelAxis axis) => axis.Scale.Ticks.Max(tick => Numbers.Width(Number(tick)));

    private string Number(AxisTick tick) => Numbers.Trim(tick.Text, (float)size.Width / axes.Count - 2 * NumberGap);

    /// <summary>From yellow for the lowest of the last axis to dark violet for the highest.</summary>
    private SKColor Color(int line)
    {
        var values = axes[^1].Values;
        double low = values.Min(), high = values.Max();
        return ColorMap.Sequential.At(high > low ? 0.95 * (1 - (values[line] - low) / (high - low)) : 0);
    }
}

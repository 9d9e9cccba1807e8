using SkiaSharp;

namespace MLNet.Cnn.Samples.Digits;

/// <summary>The way of a pen: smooth curves through points, on the canvas of a <see cref="DigitPainter"/>.</summary>
internal static class PenPath
{
    /// <summary>Adds one stroke to a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="points">Where the pen passes.</param>
    /// <param name="knots">The same points in the digit's shape, which tell where the corners are.</param>
    public static void Add(SKPath path, ReadOnlySpan<SKPoint> points, ReadOnlySpan<Knot> knots)
    {
        path.MoveTo(points[0]);
        for (var i = 1; i < points.Length; i++)
        {
            var leaving = points[i - 1] + Reach(points, knots, i - 1);
            var arriving = points[i] - Reach(points, knots, i);
            path.CubicTo(leaving, arriving, points[i]);
        }
    }

    /// <summary>The offset of a point's control points: a sixth of the way between its neighbors (Catmull-Rom).</summary>
    /// <remarks>None at the ends and at corners, where nothing asks the pen to come in and to go on in one direction.</remarks>
    private static SKPoint Reach(ReadOnlySpan<SKPoint> points, ReadOnlySpan<Knot> knots, int index)
    {
        if (index == 0 || index == points.Length - 1 || knots[index].Corner)
            return SKPoint.Empty;

        var way = points[index + 1] - points[index - 1];
        return new(way.X / 6, way.Y / 6);
    }
}

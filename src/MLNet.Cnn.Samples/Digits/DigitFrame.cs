using SkiaSharp;

namespace MLNet.Cnn.Samples.Digits;

/// <summary>Where the points of a shape come to lie in the image: wobble, bends, size, lean, turn and shift of one style.</summary>
/// <remarks>Additions, multiplications and divisions only, which give the same bits everywhere.</remarks>
internal static class DigitFrame
{
    /// <summary>Maps the strokes of a shape to pixels.</summary>
    public static SKPoint[][] Place(IReadOnlyList<Knot[]> shape, in DigitStyle style, DigitRandom random)
    {
        var strokes = new SKPoint[shape.Count][];
        for (var s = 0; s < strokes.Length; s++)
        {
            strokes[s] = new SKPoint[shape[s].Length];
            for (var k = 0; k < strokes[s].Length; k++)
                strokes[s][k] = Map(shape[s][k], style, random);
        }

        KeepInside(strokes, 0.5f * style.Thickness);
        return strokes;
    }

    private static SKPoint Map(Knot knot, in DigitStyle style, DigitRandom random)
    {
        var x = knot.X + style.Wobble * random.NextNormal();
        var y = knot.Y + style.Wobble * random.NextNormal();
        var bentX = x * (1 + style.Taper * y) + style.BendX * (1 - 4 * y * y);
        var bentY = y + style.BendY * (1 - 4 * x * x) + style.Head * (1 - 4 * y * y);

        x = bentX * style.Width - bentY * style.Height * style.Shear;
        y = bentY * style.Height;
        var square = style.HalfTurn * style.HalfTurn;
        var cosine = (1 - square) / (1 + square);
        var sine = 2 * style.HalfTurn / (1 + square);
        const float Middle = DigitImage.Side / 2f;
        return new(Middle + style.ShiftX + x * cosine - y * sine, Middle + style.ShiftY + x * sine + y * cosine);
    }

    /// <summary>Pushes a digit back that would leave the image: a part cut off would be a different digit at times.</summary>
    private static void KeepInside(SKPoint[][] strokes, float margin)
    {
        var points = strokes.SelectMany(stroke => stroke).ToArray();
        var pushX = Push(points.Min(p => p.X) - margin, points.Max(p => p.X) + margin);
        var pushY = Push(points.Min(p => p.Y) - margin, points.Max(p => p.Y) + margin);
        foreach (var stroke in strokes)
            foreach (ref var point in stroke.AsSpan())
                point.Offset(pushX, pushY);
    }

    private static float Push(float low, float high) => Math.Max(0, -low) - Math.Max(0, high - DigitImage.Side);
}

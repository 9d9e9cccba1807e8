namespace MLNet.Cnn.Samples.Digits;

/// <summary>How one digit is written: the hand, the pen and the paper of one drawing.</summary>
internal readonly record struct DigitStyle
{
    /// <summary>The turn, as the tangent of half its angle: sine and cosine then follow without a trigonometric function.</summary>
    public float HalfTurn { get; private init; }

    /// <summary>How far the top leans over, in widths per height.</summary>
    public float Shear { get; private init; }

    /// <summary>The width of the unit square, in pixels.</summary>
    public float Width { get; private init; }

    /// <summary>The height of the unit square, in pixels.</summary>
    public float Height { get; private init; }

    /// <summary>The shift to the right, in pixels.</summary>
    public float ShiftX { get; private init; }

    /// <summary>The shift downwards, in pixels.</summary>
    public float ShiftY { get; private init; }

    /// <summary>How far the middle of upright lines bulges sideways, in widths.</summary>
    public float BendX { get; private init; }

    /// <summary>How far the middle of level lines bulges downwards, in heights.</summary>
    public float BendY { get; private init; }

    /// <summary>How much narrower the top is than the bottom.</summary>
    public float Taper { get; private init; }

    /// <summary>How far the middle lies below its place, in heights: by so much the upper half is larger.</summary>
    public float Head { get; private init; }

    /// <summary>The standard deviation of each point's own error, in unit squares.</summary>
    public float Wobble { get; private init; }

    /// <summary>The thickness of the pen, in pixels.</summary>
    public float Thickness { get; private init; }

    /// <summary>The share of the ink in a pixel that spreads to each neighbor in a row or column.</summary>
    public float Blur { get; private init; }

    /// <summary>The gray value of full ink, 0 to 255.</summary>
    public float Ink { get; private init; }

    /// <summary>The standard deviation of the noise, in gray values.</summary>
    public float Noise { get; private init; }

    /// <summary>Whether the pen skips once and leaves a gap.</summary>
    public bool Gap { get; private init; }

    /// <summary>Whether there is a short stroke that does not belong to the digit.</summary>
    public bool Stray { get; private init; }

    /// <summary>Draws a style by lot.</summary>
    public static DigitStyle Draw(DigitRandom random) => new()
    {
        HalfTurn = random.NextAround(-0.16f, 0.16f), // 18 degrees
        Shear = random.NextAround(-0.25f, 0.45f), // people lean to the right more than to the left
        Width = random.NextBetween(17f, 24f),
        Height = random.NextBetween(18f, 23f),
        ShiftX = random.NextAround(-3f, 3f),
        ShiftY = random.NextAround(-3f, 3f),
        BendX = random.NextAround(-0.1f, 0.1f),
        BendY = random.NextAround(-0.1f, 0.1f),
        Taper = random.NextAround(-0.35f, 0.35f),
        Head = random.NextAround(-0.1f, 0.1f),
        Wobble = random.NextBetween(0.005f, 0.035f),
        Thickness = random.NextBetween(1.2f, 3.8f),
        Blur = random.NextBetween(0.03f, 0.16f),
        Ink = random.NextBetween(190f, 300f), // above 255 the ink is saturated, which sharpens the edges
        Noise = random.NextBetween(0f, 16f),
        Gap = random.NextChance(0.15f),
        Stray = random.NextChance(0.1f),
    };
}

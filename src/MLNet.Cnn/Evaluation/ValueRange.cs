namespace MLNet.Cnn;

/// <summary>The values between which a picture goes from one end of its colors to the other.</summary>
/// <param name="Low">The value of the first color.</param>
/// <param name="High">The value of the last color.</param>
public readonly record struct ValueRange(double Low, double High)
{
    /// <summary>Where a value stands, between 0 and 1; values beyond an end count as that end, what is no number stays none.</summary>
    internal double Share(double value) => High > Low ? Math.Clamp((value - Low) / (High - Low), 0, 1) : double.IsNaN(value) ? value : 0;

    /// <summary>From the smallest finite value to the largest; from 0 to 0 where there is none.</summary>
    internal static ValueRange Of(IEnumerable<ReadOnlyMemory<float>> values)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var part in values)
        {
            foreach (float value in part.Span)
            {
                if (!float.IsFinite(value))
                    continue;
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }
        return low <= high ? new(low, high) : new(0, 0);
    }

    /// <summary>What pixels usually mean: 0 to 1 or 0 to 255 where all values lie there, else from the smallest to the largest.</summary>
    internal static ValueRange OfPixels(IEnumerable<ReadOnlyMemory<float>> values) => Of(values) switch
    {
        { Low: >= 0, High: <= 1 } => new(0, 1),
        { Low: >= 0, High: <= 255 } => new(0, 255),
        var other => other,
    };
}

namespace MLNet.Cnn;

/// <summary>Which pixel stands at a place beyond the border.</summary>
internal static class Border
{
    /// <summary>No pixel: the fill value.</summary>
    public const int Outside = -1;

    /// <summary>The pixel from 0 to <paramref name="length"/> - 1 that stands at <paramref name="index"/>, or <see cref="Outside"/>.</summary>
    public static int Map(int index, int length, FillMode mode)
    {
        if ((uint)index < (uint)length)
            return index;
        return mode switch
        {
            FillMode.Constant => Outside,
            FillMode.Nearest => index < 0 ? 0 : length - 1,
            FillMode.Wrap => Modulo(index, length),
            FillMode.Reflect => Modulo(index, 2 * length) is var place && place < length ? place : 2 * length - 1 - place,
            _ => throw new NotSupportedException($"The fill mode {mode} is not known."),
        };
    }

    private static int Modulo(int value, int divisor) => (value % divisor + divisor) % divisor;
}

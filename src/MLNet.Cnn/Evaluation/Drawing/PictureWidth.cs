namespace MLNet.Cnn;

/// <summary>How wide pictures of charts are.</summary>
internal static class PictureWidth
{
    public const int Default = 940;

    private const int Narrowest = 320, Widest = 4_096, SideBySideFrom = 640;

    /// <summary>Whether charts stand one below the other rather than side by side.</summary>
    public static bool IsNarrow(int width) => width < SideBySideFrom;

    /// <exception cref="ArgumentException">The width is out of its range.</exception>
    public static void Check(string picture, int width)
    {
        if (width is < Narrowest or > Widest)
            throw new ArgumentException($"{picture}.Width is {width}, but it must be between 320 and 4,096.");
    }
}

namespace MLNet.Cnn;

/// <summary>Where a model's true accuracy lies, judged by a sample of images: in 95 of 100 samples such an interval holds it.</summary>
/// <param name="Low">The lower end, between 0 and 1.</param>
/// <param name="High">The upper end, between 0 and 1.</param>
public readonly record struct AccuracyInterval(double Low, double High)
{
    private const double StandardDeviations = 1.959963984540054; // the normal distribution's 97.5 % point

    /// <summary>Wilson's score interval at 95 %. It stays within 0 and 1 and is sound for few images and for accuracies near 1.</summary>
    /// <remarks>Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927; without correction for continuity.</remarks>
    /// <param name="right">How many images were classified correctly.</param>
    /// <param name="images">How many images there were, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no images, or more are right than there are.</exception>
    public static AccuracyInterval Wilson(int right, int images)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(right, images);
        double n = images, share = right / n, squared = StandardDeviations * StandardDeviations;
        double middle = (share + squared / (2 * n)) / (1 + squared / n);
        double half = StandardDeviations / (1 + squared / n) * Math.Sqrt(share * (1 - share) / n + squared / (4 * n * n));
        // Where none or all are right, the end is 0 or 1 but for rounding.
        return new(right == 0 ? 0 : middle - half, right == images ? 1 : middle + half);
    }
}

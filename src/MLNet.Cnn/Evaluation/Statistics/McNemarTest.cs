namespace MLNet.Cnn;

/// <summary>Whether two models that were tested on the same images differ in accuracy: only images count that one of them gets right and the other wrong.</summary>
/// <remarks>The exact two-sided binomial test at every number of images, so that there is no approximation to choose.
/// Source: Q. McNemar, Note on the Sampling Error of the Difference Between Correlated Proportions, 1947.</remarks>
/// <param name="OnlyFirst">How many images only the first model gets right.</param>
/// <param name="OnlySecond">How many images only the second model gets right.</param>
public sealed record McNemarTest(int OnlyFirst, int OnlySecond)
{
    /// <summary>Below this probability, a difference counts as settled.</summary>
    public const double Significance = 0.05;

    /// <summary>How likely so large a difference is, or a larger one, between models that are equally good: between 0 and 1.</summary>
    public double PValue => TwoSided(OnlyFirst, OnlySecond);

    /// <summary>Whether the difference is settled: <see cref="PValue"/> is below <see cref="Significance"/>.</summary>
    public bool IsSettled => PValue < Significance;

    /// <summary>Compares two models.</summary>
    /// <param name="first">Which images the first gets right.</param>
    /// <param name="second">Which of the same images, in the same order, the second gets right.</param>
    /// <exception cref="ArgumentException">The two are not of the same images.</exception>
    public static McNemarTest Compare(IReadOnlyList<bool> first, IReadOnlyList<bool> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
            throw new ArgumentException($"The first model was tested on {first.Count} images and the second on {second.Count}, but the test compares what both say of the same images. Test both on one view.", nameof(second));
        int onlyFirst = 0, onlySecond = 0;
        for (int image = 0; image < first.Count; image++)
        {
            if (first[image] && !second[image])
                onlyFirst++;
            else if (second[image] && !first[image])
                onlySecond++;
        }
        return new(onlyFirst, onlySecond);
    }

    /// <summary>Twice the lower tail of Binomial(n, 1/2).</summary>
    private static double TwoSided(int onlyFirst, int onlySecond)
    {
        int count = onlyFirst + onlySecond, smaller = Math.Min(onlyFirst, onlySecond);
        // In logarithms: 2^-n is 0 in double precision from 1,075 images on.
        double logarithm = -count * Math.Log(2), tail = 0;
        for (int k = 0; k <= smaller; k++)
        {
            tail += Math.Exp(logarithm);
            logarithm += Math.Log((double)(count - k) / (k + 1));
        }
        return Math.Min(1, 2 * tail);
    }
}

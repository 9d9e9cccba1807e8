namespace MLNet.Cnn;

/// <summary>Numbers between 0 and 1 of the distribution Beta(alpha, alpha).</summary>
internal static class BetaDistribution
{
    /// <summary>x / (x + y) of two gamma-distributed numbers.</summary>
    public static double Draw(double alpha, ref KeyedRandom random)
    {
        double x = LogGamma(alpha, ref random), y = LogGamma(alpha, ref random);
        // In logarithms, because for small alpha both may be smaller than any number.
        return 1 / (1 + Math.Exp(y - x));
    }

    /// <summary>The logarithm of a gamma-distributed number (Marsaglia and Tsang, 2000).</summary>
    private static double LogGamma(double alpha, ref KeyedRandom random)
    {
        if (alpha < 1)
            return LogGamma(alpha + 1, ref random) + Math.Log(1 - random.NextDouble()) / alpha;
        double d = alpha - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double normal = random.NextNormal(), v = 1 + c * normal;
            if (v <= 0)
                continue;
            v = v * v * v;
            if (Math.Log(1 - random.NextDouble()) < normal * normal / 2 + d - d * v + d * Math.Log(v))
                return Math.Log(d * v);
        }
    }
}

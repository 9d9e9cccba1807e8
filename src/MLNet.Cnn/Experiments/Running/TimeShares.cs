namespace MLNet.Cnn;

/// <summary>How the time of an experiment is divided among candidates that have not had their turn.</summary>
internal static class TimeShares
{
    // A network gains by every epoch, a classic trainer takes the time that it takes.
    private const double OfNetwork = 3, OfEstimator = 1;

    /// <summary>The seconds of the candidate that is next: shares add up to what is left, and what one does not use goes to the others.</summary>
    /// <param name="left">The seconds that are left.</param>
    /// <param name="next">The candidate.</param>
    /// <param name="behind">Those that wait behind it.</param>
    /// <param name="parallel">How many run at once.</param>
    public static double Of(double left, Candidate next, IEnumerable<Candidate> behind, int parallel) =>
        left * Math.Min(1, parallel * Weight(next) / (Weight(next) + behind.Sum(Weight)));

    private static double Weight(Candidate candidate) => candidate is NetworkCandidate ? OfNetwork : OfEstimator;
}

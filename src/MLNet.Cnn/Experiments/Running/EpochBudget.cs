namespace MLNet.Cnn;

/// <summary>How many epochs of a network fit into the time there is.</summary>
internal static class EpochBudget
{
    /// <summary>What measuring and saving take once training has ended, in seconds.</summary>
    public const double SecondsForMeasuring = 5;

    // Steps that are measured alone are faster than those of a training that also reads, writes and validates.
    private const double ShareForSteps = 0.85;

    /// <summary>The epochs that fit, at most those asked for; 0 if not even one does.</summary>
    /// <param name="asked">The epochs asked for.</param>
    /// <param name="secondsPerEpoch">What one takes.</param>
    /// <param name="share">The seconds that are meant for the trial.</param>
    /// <param name="left">The seconds that are left altogether, which a trial that fits into its share no more may take for a single epoch.</param>
    public static int Epochs(int asked, double secondsPerEpoch, double share, double left)
    {
        int fitting = Fitting(share);
        return fitting > 0 ? fitting : Math.Min(1, Fitting(left));

        int Fitting(double seconds) => (int)Math.Clamp(Math.Floor((seconds - SecondsForMeasuring) * ShareForSteps / secondsPerEpoch), 0, asked);
    }

    /// <summary>What is said where not even one epoch fits.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="secondsPerEpoch">What an epoch takes.</param>
    /// <param name="elapsed">The seconds that the experiment took so far.</param>
    /// <param name="left">The seconds that were left.</param>
    /// <param name="images">The training images.</param>
    public static string Describe(string candidate, double secondsPerEpoch, double elapsed, double left, long images)
    {
        double training = Math.Max(0, left - SecondsForMeasuring) * ShareForSteps;
        int fitting = (int)Math.Min(images, images * training / secondsPerEpoch);
        double needed = Math.Ceiling(secondsPerEpoch / ShareForSteps + SecondsForMeasuring);
        string fewer = fitting >= 100 ? FormattableString.Invariant($", at most {fitting / 100 * 100:N0} of the {Counted.Of(images, "image")}") : "";
        return FormattableString.Invariant($"One epoch of '{candidate}' takes about {secondsPerEpoch:F1} s, and {Math.Max(0, left):F1} s of ExperimentSettings.MaxExperimentTimeInSeconds are left, of which measuring takes {SecondsForMeasuring:F0}: not even one fits. What fits: at least {needed:F0} s for it, {Minutes(elapsed + needed)} for the experiment{fewer}, or a smaller network.");
    }

    /// <summary>What is said of a candidate that had no turn.</summary>
    /// <param name="tried">How many had theirs.</param>
    /// <param name="all">How many there are.</param>
    /// <param name="seconds">What the former took.</param>
    public static string DescribeUntried(int tried, int all, double seconds) =>
        $"The experiment's time was over before its turn. {Counted.Of(tried, "candidate")} took {Minutes(seconds)}, so all {all} need about {Minutes(seconds * all / tried)}.";

    /// <summary>Whole minutes, rounded up.</summary>
    private static string Minutes(double seconds) => Counted.Of((long)Math.Ceiling(seconds / 60), "minute");

    /// <summary>What is said where not all epochs of a <see cref="FineTuning"/> fit.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="epochs">The epochs of all steps.</param>
    /// <param name="secondsPerEpoch">What an epoch takes at the most: one that trains all layers.</param>
    /// <param name="share">The seconds that were meant for the candidate.</param>
    public static string DescribeSteps(string candidate, int epochs, double secondsPerEpoch, double share) => FormattableString.Invariant(
        $"The steps of '{candidate}' (CnnOptions.FineTuning) have {Counted.Of(epochs, "epoch")} of about {secondsPerEpoch:F1} s, which needs {Math.Ceiling(epochs * secondsPerEpoch / ShareForSteps + SecondsForMeasuring):F0} s, but its share of ExperimentSettings.MaxExperimentTimeInSeconds is {Math.Max(0, share):F1} s, and steps are trained whole or not at all. Give the experiment more time, or the steps fewer epochs.");
}

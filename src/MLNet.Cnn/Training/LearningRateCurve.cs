using System.Globalization;

namespace MLNet.Cnn;

/// <summary>A point of a range test.</summary>
/// <param name="LearningRate">The rate.</param>
/// <param name="Loss">The loss at it, smoothed over the steps before.</param>
public sealed record LearningRatePoint(double LearningRate, double Loss);

/// <summary>What a range test found: the loss while the learning rate rises. Immutable.</summary>
/// <param name="Points">The curve.</param>
/// <param name="Valley">A rate in the middle of the longest fall of the loss: a good highest rate for <see cref="OneCycle"/>.</param>
/// <param name="Steepest">The rate at which the loss falls most steeply.</param>
public sealed record LearningRateCurve(IReadOnlyList<LearningRatePoint> Points, double Valley, double Steepest)
{
    /// <summary>The suggestion: <see cref="Valley"/>.</summary>
    public double Suggestion => Valley;

    /// <summary><c>Learning rate 0.00209 (valley), 0.000912 (steepest); 87 rates from 1E-07 to 5.01</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Learning rate {Valley:G3} (valley), {Steepest:G3} (steepest); {Points.Count} rates from {Points[0].LearningRate:G3} to {Points[^1].LearningRate:G3}");

    /// <summary>Reads the suggestions off a curve.</summary>
    /// <remarks>As fastai's <c>valley</c> and <c>steep</c>: a tenth of the steps at the beginning and the five last are not looked at.</remarks>
    /// <param name="points">The curve.</param>
    /// <param name="skipped">How many points at the beginning are not looked at.</param>
    internal static LearningRateCurve Of(IReadOnlyList<LearningRatePoint> points, int skipped)
    {
        const int last = 5;
        var looked = points.Skip(skipped).SkipLast(last).ToList();
        if (looked.Count < 4)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"The range test tells nothing: the loss exploded after {Counted.Of(points.Count, "step")}, at the learning rate {points[^1].LearningRate:G3}. Begin lower than {points[0].LearningRate:G3} (LearningRateRange.Start), and look at the pixels: they may be huge and not normalized."));
        }
        double[] losses = [.. looked.Select(point => point.Loss)];
        return new LearningRateCurve(points, looked[ValleyOf(losses)].LearningRate, looked[SteepestOf(looked)].LearningRate);
    }

    /// <summary>The middle of the second third of the longest falling subsequence, counted as fastai counts it.</summary>
    internal static int ValleyOf(IReadOnlyList<double> losses)
    {
        // The longest subsequence of falling losses that ends at each point.
        var length = new int[losses.Count];
        int end = 0;
        for (int i = 0; i < losses.Count; i++)
        {
            length[i] = 1;
            for (int j = 0; j < i; j++)
            {
                if (losses[i] < losses[j])
                    length[i] = Math.Max(length[i], length[j] + 1);
            }
            if (length[i] > length[end])
                end = i;
        }
        int start = end - length[end];
        double section = length[end] / 3.0;
        return Math.Clamp(start + (int)section + (int)(section / 2), 0, losses.Count - 1);
    }

    private static int SteepestOf(List<LearningRatePoint> points)
    {
        int steepest = 0;
        for (int i = 1; i < points.Count - 1; i++)
        {
            if (Slope(i) < Slope(steepest))
                steepest = i;
        }
        return steepest;

        double Slope(int i) => (points[i + 1].Loss - points[i].Loss) / Math.Log(points[i + 1].LearningRate / points[i].LearningRate);
    }
}

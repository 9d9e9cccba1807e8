namespace MLNet.Cnn;

/// <summary>How images are spread over classes, as far as it says what guessing reaches.</summary>
/// <param name="Images">How many images there are.</param>
/// <param name="Guessing">The share that always naming one class gets right.</param>
internal sealed record ClassSpread(int Images, double Guessing)
{
    /// <summary>Of some images. Where classes are drawn or weighted to be equal, the largest is no better guess than others.</summary>
    public static ClassSpread Of(ImageSubset images, Sampling sampling)
    {
        int[] counts = [.. images.Rows.GroupBy(row => images.Images.Labels[row]).Select(group => group.Count())];
        bool isWeighted = images.Images.WeightsOf(images.Rows).Distinct().Skip(1).Any();
        return new(images.Count, sampling == Sampling.Balanced || isWeighted ? 1.0 / counts.Length : (double)counts.Max() / images.Count);
    }

    /// <summary>Where the true accuracy lies, by that of these images.</summary>
    public AccuracyInterval IntervalOf(double accuracy) => AccuracyInterval.Wilson((int)Math.Round(accuracy * Images), Images);
}

namespace MLNet.Cnn;

/// <summary>One of the views of an image that a model averages.</summary>
/// <param name="IsFlipped">Whether left and right are exchanged.</param>
/// <param name="Shift">By how many pixels it is then moved down and to the right; beyond the border stands the nearest pixel.</param>
/// <param name="Weight">Its share of the average.</param>
internal readonly record struct TestTimeView(bool IsFlipped, int Shift, double Weight)
{
    /// <summary>The views; their weights sum to 1.</summary>
    public static IReadOnlyList<TestTimeView> Of(TestTimeAugmentation augmentation) => augmentation switch
    {
        TestTimeAugmentation.None => [new(false, 0, 1)],
        TestTimeAugmentation.HorizontalFlip => [new(false, 0, 0.5), new(true, 0, 0.5)],
        TestTimeAugmentation.HorizontalFlipAndShifts =>
        [
            new(false, 0, 0.25), new(true, 0, 0.25),
            new(false, -1, 0.125), new(true, -1, 0.125), new(false, 1, 0.125), new(true, 1, 0.125),
        ],
        _ => throw new NotSupportedException($"The test-time augmentation {augmentation} is not known."),
    };

    /// <summary>Where its pixels come from.</summary>
    public AffineMap Map(Shape image) =>
        (IsFlipped ? AffineMap.FlipHorizontally(image) : AffineMap.Identity).Then(AffineMap.Translate(Shift, Shift));
}

namespace MLNet.Cnn;

/// <summary>Whether a model scores an image once, or several views of it whose probabilities it averages.</summary>
/// <remarks>
/// A part of the saved model, so that what is reported is what the file scores. Averages are of probabilities, so they remain probabilities. Scoring takes as many
/// times longer as there are views.
/// </remarks>
public enum TestTimeAugmentation
{
    /// <summary>The image as it is.</summary>
    None,

    /// <summary>The image and its mirror image: two views.</summary>
    HorizontalFlip,

    /// <summary>
    /// The image and its mirror image, each also moved by one pixel up and to the left, and down and to the right: six views, of which those that are not
    /// moved have half of the weight. Source: Jordan, "94% on CIFAR-10 in 3.29 seconds" (2024).
    /// </summary>
    HorizontalFlipAndShifts,
}

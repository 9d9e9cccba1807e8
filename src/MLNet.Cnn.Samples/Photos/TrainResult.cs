namespace MLNet.Cnn.Samples;

/// <summary>Everything that <c>train</c> shows in the end.</summary>
internal sealed record TrainResult
{
    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The classes.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>How many images were learned from, validated on and tested with, in the first fold.</summary>
    public required PhotoCounts Images { get; init; }

    /// <summary>Height and width that the network sees.</summary>
    public required int ImageSize { get; init; }

    /// <summary>The chosen network.</summary>
    public required string Network { get; init; }

    /// <summary>Why it was chosen.</summary>
    public required string Why { get; init; }

    /// <summary>How training images were changed at random, in the first fold.</summary>
    public required string Augmentation { get; init; }

    /// <summary>Why so, or <see langword="null"/> where the user said it.</summary>
    public required string? AugmentationChoice { get; init; }

    /// <summary>What each augmentation that was tried came to.</summary>
    public required IReadOnlyList<AugmentationScore> AugmentationTrials { get; init; }

    /// <summary>Its parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>The share of test images that were recognized: the mean over the folds.</summary>
    public required double TestAccuracy { get; init; }

    /// <summary>The same for the validation images, after the last epoch.</summary>
    public required double ValidationAccuracy { get; init; }

    /// <summary>Seconds for reading, training and testing, over all folds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Processor seconds of the process, start included.</summary>
    public required double ProcessorSeconds { get; init; }

    /// <summary>The test accuracy of each fold.</summary>
    public required IReadOnlyList<double> Folds { get; init; }

    /// <summary>The epochs of the first fold.</summary>
    public required IReadOnlyList<EpochResult> History { get; init; }

    /// <summary>Images that could not be read and were left out.</summary>
    public required IReadOnlyList<UnreadableImage> Unreadable { get; init; }

    /// <summary>What is to be known before these figures are believed, in the first fold, each as a sentence.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What was taken for what, in the first fold.</summary>
    public required Confusion Confusion { get; init; }

    /// <summary>What was saved: model and history of the first fold.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Whether Ctrl-C ended it early.</summary>
    public required bool Stopped { get; init; }
}

/// <summary>How many images there are of each purpose.</summary>
/// <param name="Training">Images to learn from.</param>
/// <param name="Validation">Images that each epoch is measured on.</param>
/// <param name="Test">Images that the result is measured on.</param>
internal sealed record PhotoCounts(int Training, int Validation, int Test);

/// <summary>What an augmentation came to before the training itself.</summary>
/// <param name="Name">The augmentation.</param>
/// <param name="Accuracy">The share of held-out images that were recognized.</param>
/// <param name="Images">How many there were.</param>
internal sealed record AugmentationScore(string Name, double Accuracy, int Images);

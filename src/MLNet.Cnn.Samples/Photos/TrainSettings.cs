namespace MLNet.Cnn.Samples;

/// <summary>What the user of <c>train</c> asked for.</summary>
internal sealed record TrainSettings
{
    /// <summary>The folder with the images.</summary>
    public required string Folder { get; init; }

    /// <summary>Where model, history and curve go.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>How often training goes through the images, or <see langword="null"/> for the suggestion.</summary>
    public int? Epochs { get; init; }

    /// <summary>Height and width that the network sees, or <see langword="null"/> for a choice by the images.</summary>
    public int? ImageSize { get; init; }

    /// <summary>How many fifths are held out, one after the other; the first model is kept.</summary>
    public required int Folds { get; init; }

    /// <summary>How training images are changed at random, or <see langword="null"/> for a choice by held-out images.</summary>
    public required NamedAugmentation? Augmentation { get; init; }

    /// <summary>Whether the model must load without this package, and so goes without EXIF orientation.</summary>
    public required bool Portable { get; init; }

    /// <summary>The seed of split, weights and order.</summary>
    public required int Seed { get; init; }

    /// <summary>Threads that train.</summary>
    public required int Threads { get; init; }

    /// <summary>Where the result goes as JSON, or <see langword="null"/>.</summary>
    public string? JsonFile { get; init; }

    /// <summary>The image column of the folder's view that is trained on.</summary>
    public string ImageColumn => Portable ? "ImagePath" : "Image";
}

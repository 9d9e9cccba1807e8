namespace MLNet.Cnn.Samples;

/// <summary>How training images are changed at random, under the name it has on the command line.</summary>
/// <param name="Name">The name.</param>
/// <param name="Operations">What is done.
internal sealed record PhotoAugmentation(string Name, Augmentation Operations)
{
    /// <summary>All that can be named, the mildest first.</summary>
    public static IReadOnlyList<PhotoAugmentation> All { get; } =
    [
        new("none", Augmentation.None),
        new("mirror", [new RandomFlip(FlipMode.Horizontal)]),
        new("flip", [new RandomFlip(FlipMode.HorizontalAndVertical)]),
        new("photos", Augmentation.StandardPhotos),
        new("turn", [new RandomFlip(FlipMode.HorizontalAndVertical), new RandomRotation(0.25)]),
    ];

    /// <summary>The names, for help and errors.</summary>
    public static string Names => string.Join(", ", All.Select(choice => choice.Name));

    /// <summary>The one of this name, or <see langword="null"/>.</summary>
    public static PhotoAugmentation? Find(string name) => All.FirstOrDefault(choice => choice.Name == name);
}

namespace MLNet.Cnn;

/// <summary>An augmentation under the name that tables and sentences give it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Augmentation">What is done to training images.</param>
public sealed record NamedAugmentation(string Name, Augmentation Augmentation)
{
    /// <summary>What may suit photos, the mildest first: <c>none</c>; <c>mirror</c>, left and right exchanged; <c>photos</c>, <see cref="Augmentation.StandardPhotos"/>.</summary>
    public static IReadOnlyList<NamedAugmentation> ForPhotos { get; } =
    [
        new("none", Augmentation.None),
        new("mirror", [new RandomFlip(FlipMode.Horizontal)]),
        new("photos", Augmentation.StandardPhotos),
    ];
}

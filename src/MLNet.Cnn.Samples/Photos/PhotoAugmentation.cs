namespace MLNet.Cnn.Samples;

/// <summary>How training images are changed at random, by the names of the command line.</summary>
internal static class PhotoAugmentation
{
    /// <summary>The choice by validation, which is no augmentation itself.</summary>
    public const string Automatic = "auto";

    /// <summary>All that can be named, the mildest first.</summary>
    public static IReadOnlyList<NamedAugmentation> All { get; } =
    [
        .. NamedAugmentation.ForPhotos,
        new("flip", [new RandomFlip(FlipMode.HorizontalAndVertical)]),
        new("turn", [new RandomFlip(FlipMode.HorizontalAndVertical), new RandomRotation(0.25)]),
    ];

    /// <summary>The names, for help and errors.</summary>
    public static string Names => string.Join(", ", [Automatic, .. All.Select(choice => choice.Name)]);

    /// <summary>The names that <see cref="Automatic"/> chooses among.</summary>
    public static string AutomaticNames => string.Join(", ", NamedAugmentation.ForPhotos.Select(choice => choice.Name));

    /// <summary>The one of this name, <see langword="null"/> for <see cref="Automatic"/>.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public static NamedAugmentation? Find(string name) => name == Automatic ? null : All.FirstOrDefault(choice => choice.Name == name)
        ?? throw new UserError($"There is no '{name}' (--augmentation): choose from {Names}.");
}

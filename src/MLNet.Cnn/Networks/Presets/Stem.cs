namespace MLNet.Cnn;

/// <summary>How a network begins: photos can be made smaller at once, small images cannot.</summary>
public enum Stem
{
    /// <summary><see cref="Small"/> where the image's shorter side is under 64 pixels, else <see cref="Photo"/>.</summary>
    Automatic,

    /// <summary>The network keeps the image's size where it would first divide it by 4, as He et al. (2015) do for CIFAR-10: a 3x3 convolution and no pooling.</summary>
    Small,

    /// <summary>The network as its paper has it for photos of 224x224 pixels.</summary>
    Photo,
}

/// <summary>The rule behind <see cref="Stem.Automatic"/>.</summary>
internal static class Stems
{
    // At 64 pixels a network that divides by 32 still has 2x2 positions at its end.
    private const int SmallestPhoto = 64;

    public static bool IsSmall(this Stem stem, Shape imageShape) => stem switch
    {
        Stem.Automatic => Math.Min(imageShape.Height, imageShape.Width) < SmallestPhoto,
        _ => stem == Stem.Small,
    };
}

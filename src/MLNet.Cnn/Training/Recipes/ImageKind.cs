namespace MLNet.Cnn;

/// <summary>What images show, as far as it decides which changes leave them what they are.</summary>
public enum ImageKind
{
    /// <summary>Digits, letters and other signs, which a mirror would change: turned, zoomed and moved a little.</summary>
    Digits,

    /// <summary>Things in images of a few dozen pixels, as in CIFAR-10 and Fashion-MNIST: mirrored and moved by a few pixels.</summary>
    SmallPhotos,

    /// <summary>Photos: mirrored, turned, zoomed, moved and lit otherwise.</summary>
    Photos,
}

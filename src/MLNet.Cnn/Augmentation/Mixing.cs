namespace MLNet.Cnn;

/// <summary>A random mixture of the images of a batch, and of their targets. A definition only.</summary>
/// <remarks>
/// Stands behind all other operations of an <see cref="Augmentation"/>; where there are several, each batch gets one of them by chance. The accuracy
/// shown while training then counts an image as right if the network's choice is the class with the larger share.
/// </remarks>
public abstract record Mixing : AugmentationOperation
{
    private protected Mixing()
    {
    }
}

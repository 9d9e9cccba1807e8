namespace MLNet.Cnn;

/// <summary>One time that an image is trained on: what all that is random about it follows from.</summary>
/// <param name="Seed">The fit's seed.</param>
/// <param name="Epoch">The epoch, counted from 0.</param>
/// <param name="Place">The image's place in the epoch's order.</param>
/// <param name="Row">The image itself.</param>
internal readonly record struct ImageTurn(ulong Seed, int Epoch, int Place, int Row)
{
    /// <summary>Other numbers in each epoch.</summary>
    public KeyedRandom Random => new(Seed, RandomPurpose.Augmentation, Epoch, Place);

    /// <summary>The same numbers in all epochs.</summary>
    public KeyedRandom OfImage => new(Seed, RandomPurpose.Image, Row);
}

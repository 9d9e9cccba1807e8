namespace MLNet.Cnn;

/// <summary>Carries out an operation, or several at once, on one image after another. For one thread at a time.</summary>
internal interface IImageChange
{
    /// <summary>Changes an image in place.</summary>
    /// <param name="pixels">(height, width, channels).</param>
    /// <param name="turn">Which image it is, and when.</param>
    /// <param name="random">Where all that is random comes from.</param>
    void Apply(Span<float> pixels, ImageTurn turn, ref KeyedRandom random);
}

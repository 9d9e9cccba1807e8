namespace MLNet.Cnn;

/// <summary>What is done to pixels before they reach the network. It becomes part of the model, so training and serving cannot differ.</summary>
public abstract record Preprocessing
{
    private Preprocessing()
    {
    }

    /// <summary>
    /// Normalization adapted on the training images, unless the network itself begins with a <see cref="MLNet.Cnn.Rescaling"/> or
    /// <see cref="MLNet.Cnn.Normalization"/>. Right for pixels of any range, but not with <see cref="CnnOptions.InitialWeights"/>, which know only one.
    /// </summary>
    public static Preprocessing Automatic { get; } = new AutomaticPreprocessing();

    /// <summary>Each channel to mean 0 and variance 1 over the training images (Keras: <c>Normalization.adapt</c>).</summary>
    /// <remarks>A channel that hardly differs among the training images (a standard deviation below one step of bytes or, of floats, no more than rounding explains) is divided by
    /// the deviation of the other channels, or by a quarter of the pixels' range where there is none; a warning says so. Keras would divide it by 0.0000001.</remarks>
    public static Preprocessing Normalize { get; } = new LayerPreprocessing(new Normalization());

    /// <summary>Pixels as they are.</summary>
    public static Preprocessing None { get; } = new LayerPreprocessing(null);

    /// <summary>x * scale + offset: <c>Rescale(1 / 255.0)</c> turns 0–255 into 0–1 (Keras: <c>Rescaling</c>).</summary>
    public static Preprocessing Rescale(double scale, double offset = 0) => new LayerPreprocessing(new Rescaling(scale, offset));

    internal abstract Network Apply(Network network);

    private sealed record AutomaticPreprocessing : Preprocessing
    {
        internal override Network Apply(Network network) => network.BeginsWithPreprocessing() ? network : Normalize.Apply(network);
    }

    private sealed record LayerPreprocessing(Layer? Layer) : Preprocessing
    {
        internal override Network Apply(Network network) => Layer is null ? network : network.WithPreprocessing(Layer);
    }
}

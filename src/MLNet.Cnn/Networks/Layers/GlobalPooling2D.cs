namespace MLNet.Cnn;

/// <summary>What the global poolings have in common: one number per channel out of the whole image.</summary>
public abstract record GlobalPooling2D : Layer
{
    private protected GlobalPooling2D()
    {
    }

    /// <summary>Whether the output stays an image, of 1x1 pixels.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool KeepDims { get; init; }

    internal override LayerReach Reach => LayerReach.All;

    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs) =>
        KeepDims ? new Shape(1, 1, inputs.SingleImage.Channels) : new Shape(inputs.SingleImage.Channels);
}

namespace MLNet.Cnn;

/// <summary>What the global poolings have in common: one number per channel out of the whole image.</summary>
public abstract record GlobalPooling2D : Layer
{
    private protected GlobalPooling2D()
    {
    }

    internal override LayerReach Reach => LayerReach.All;

    internal override Shape InferShape(LayerInputs inputs) => new(inputs.SingleImage.Channels);
}

namespace MLNet.Cnn;

/// <summary>Where the images come in. <see cref="Symbol.Input(Shape)"/> and <see cref="Network.Sequential"/> add it.</summary>
/// <remarks>Source: <c>keras.layers.InputLayer</c>.</remarks>
/// <param name="Shape">The shape of one example.</param>
public sealed record InputLayer(Shape Shape) : Layer
{
    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs) => Shape;
}

namespace MLNet.Cnn;

/// <summary>The same values in the same order under another shape.</summary>
/// <remarks>Shapes: any to <see cref="TargetShape"/>, which has as many elements. The order is rows, columns, channels. Source: <c>keras.layers.Reshape</c>.</remarks>
/// <param name="TargetShape">The new shape, without the batch dimension.</param>
public sealed record Reshape(Shape TargetShape) : Layer
{
    internal override LayerReach Reach => LayerReach.All;

    internal override LayerTraits Traits => LayerTraits.KeepsLogits | LayerTraits.KeepsNumbers;

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(TargetShape.Size == inputs.Single.Size,
            $"TargetShape {TargetShape} has {TargetShape.Size} elements, but the {inputs.Single} input has {inputs.Single.Size}.");
        return TargetShape;
    }
}

namespace MLNet.Cnn;

/// <summary>The sum of its inputs, element by element: the end of a residual block.</summary>
/// <remarks>Shapes: two or more equal shapes to that shape. Source: <c>keras.layers.Add</c>.</remarks>
public sealed record Add : Layer
{
    internal override Shape InferShape(LayerInputs inputs)
    {
        var shapes = inputs.Shapes;
        inputs.Require(shapes.Count >= 2, $"it adds two or more inputs but received {shapes.Count}.");
        inputs.Require(shapes.All(shapes[0].Equals),
            $"its inputs must have one shape but have {string.Join(" and ", shapes)}. A 1x1 convolution with strides makes them equal.");
        return shapes[0];
    }
}

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

/// <summary>Its inputs side by side along the channels: the heart of a dense block.</summary>
/// <remarks>Shapes: (height, width, c1), (height, width, c2), … to (height, width, c1 + c2 + …). Source: <c>keras.layers.Concatenate</c>.</remarks>
public sealed record Concatenate : Layer
{
    internal override Shape InferShape(LayerInputs inputs)
    {
        var shapes = inputs.Shapes;
        inputs.Require(shapes.Count >= 2, $"it joins two or more inputs but received {shapes.Count}.");
        var leading = shapes[0].Dimensions[..^1];
        inputs.Require(shapes.All(s => s.Dimensions[..^1].SequenceEqual(leading)),
            $"its inputs must be equal but for the channels, and have the shapes {string.Join(" and ", shapes)}.");
        return new Shape([.. leading, shapes.Sum(s => s.Channels)]);
    }
}

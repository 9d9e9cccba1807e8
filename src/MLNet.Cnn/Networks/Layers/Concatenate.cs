namespace MLNet.Cnn;

/// <summary>Its inputs side by side along the channels: the heart of a dense block.</summary>
/// <remarks>Shapes: (height, width, c1), (height, width, c2), … to (height, width, c1 + c2 + …). Source: <c>keras.layers.Concatenate</c>.</remarks>
public sealed record Concatenate : Layer
{
    internal override LayerTraits Traits => LayerTraits.None;

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

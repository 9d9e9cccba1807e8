namespace MLNet.Cnn;

/// <summary>The dimensions in another order.</summary>
/// <remarks>Shapes: (d1, d2, d3) to (d of <c>Dims[0]</c>, d of <c>Dims[1]</c>, d of <c>Dims[2]</c>). Source: <c>keras.layers.Permute</c>.</remarks>
/// <param name="Dims">The old dimensions in their new order, counted from 1: <c>[2, 1, 3]</c> swaps rows and columns.</param>
public sealed record Permute(ValueList Dims) : Layer
{
    internal override LayerReach Reach => LayerReach.All;

    /// <summary>The order for tensors, whose first dimension is the batch.</summary>
    internal long[] Order => [0, .. Dims.Select(d => (long)d)];

    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs)
    {
        var input = inputs.Single;
        inputs.Require(Dims.Order().SequenceEqual(Enumerable.Range(1, input.Rank).Select(i => (float)i)),
            $"Dims is {Dims}, but it must hold each number from 1 to {input.Rank} once.");
        return new Shape([.. Dims.Select(d => input.Dimensions[(int)d - 1])]);
    }
}

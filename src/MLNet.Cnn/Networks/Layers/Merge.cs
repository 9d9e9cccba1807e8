namespace MLNet.Cnn;

/// <summary>What the layers that combine several inputs element by element have in common.</summary>
/// <remarks>Two or more shapes of one rank, equal or 1 in each direction, to their common shape: (1, 1, channels) meets every pixel.</remarks>
public abstract record Merge : Layer
{
    private protected Merge()
    {
    }

    /// <summary>What it does to its inputs, for messages.</summary>
    private protected abstract string Verb { get; }

    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs)
    {
        var shapes = inputs.Shapes;
        inputs.Require(shapes.Count >= 2, $"it {Verb} two or more inputs but received {shapes.Count}.");
        var first = shapes[0];
        bool fits = shapes.All(shape => shape.Rank == first.Rank);
        var common = fits ? Enumerable.Range(0, first.Rank).Select(i => shapes.Max(shape => shape.Dimensions[i])).ToArray() : [];
        fits = fits && shapes.All(shape => shape.Dimensions.Zip(common).All(pair => pair.First == 1 || pair.First == pair.Second));
        inputs.Require(fits, $"its inputs must have one shape but have {string.Join(" and ", shapes)}. A 1x1 convolution with strides makes them equal.");
        return new Shape(common);
    }
}

namespace MLNet.Cnn;

/// <summary>Its first input less its second, element by element.</summary>
/// <remarks>Shapes: two to their common one, as for every <see cref="Merge"/>. Source: <c>keras.layers.Subtract</c>.</remarks>
public sealed record Subtract : Merge
{
    private protected override string Verb => "subtracts";

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(inputs.Shapes.Count == 2, $"it subtracts one input from another but received {inputs.Shapes.Count}.");
        return base.InferShape(inputs);
    }
}

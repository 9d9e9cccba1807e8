namespace MLNet.Cnn;

/// <summary>The product of its inputs, element by element: the end of a squeeze-and-excitation block.</summary>
/// <remarks>Shapes: two or more to their common one, as for every <see cref="Merge"/>. Source: <c>keras.layers.Multiply</c>.</remarks>
public sealed record Multiply : Merge
{
    private protected override string Verb => "multiplies";
}

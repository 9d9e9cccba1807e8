namespace MLNet.Cnn;

/// <summary>The sum of its inputs, element by element: the end of a residual block.</summary>
/// <remarks>Shapes: two or more to their common one, as for every <see cref="Merge"/>. Source: <c>keras.layers.Add</c>.</remarks>
public sealed record Add : Merge
{
    private protected override string Verb => "adds";
}

namespace MLNet.Cnn;

/// <summary>The mean of its inputs, element by element.</summary>
/// <remarks>Shapes: two or more to their common one, as for every <see cref="Merge"/>. Source: <c>keras.layers.Average</c>.</remarks>
public sealed record Average : Merge
{
    private protected override string Verb => "averages";
}

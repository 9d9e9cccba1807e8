namespace MLNet.Cnn;

/// <summary>The smallest of its inputs, element by element.</summary>
/// <remarks>Shapes: two or more to their common one, as for every <see cref="Merge"/>. Source: <c>keras.layers.Minimum</c>.</remarks>
public sealed record Minimum : Merge
{
    private protected override string Verb => "compares";
}

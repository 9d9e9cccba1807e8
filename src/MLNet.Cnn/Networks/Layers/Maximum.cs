namespace MLNet.Cnn;

/// <summary>The largest of its inputs, element by element.</summary>
/// <remarks>Shapes: two or more to their common one, as for every <see cref="Merge"/>. Source: <c>keras.layers.Maximum</c>.</remarks>
public sealed record Maximum : Merge
{
    private protected override string Verb => "compares";
}

namespace MLNet.Cnn;

/// <summary>A setting that a model was trained with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; numbers in invariant notation, so that charts can place them.</param>
public sealed record NamedSetting(string Name, string Value)
{
    /// <summary><c>learning rate 0.001</c>.</summary>
    public override string ToString() => $"{Name} {Value}";
}

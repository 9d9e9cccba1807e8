namespace MLNet.Cnn;

/// <summary>One random change of training images. A definition only.</summary>
/// <remarks>Names, arguments and defaults are those of Keras' layers of the same names.</remarks>
public abstract record AugmentationOperation
{
    private protected AugmentationOperation()
    {
    }

    /// <summary>Throws if a setting is out of its range.</summary>
    internal virtual void Validate()
    {
    }

    /// <summary>What is wrong with images of this shape, or <see langword="null"/>.</summary>
    internal virtual string? Misfit(Shape image) => null;

    private protected void Check(bool valid, string setting, object? value, string expected)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(setting, FormattableString.Invariant($"{GetType().Name}.{setting} is {value ?? "null"}, but it must be {expected}."));
    }

    private protected void CheckRange(FactorRange range, string setting, double lowest, double highest) => Check(
        range.IsWithin(lowest, highest), setting, range, FormattableString.Invariant($"a range within {lowest} to {highest}, the lower end first"));
}

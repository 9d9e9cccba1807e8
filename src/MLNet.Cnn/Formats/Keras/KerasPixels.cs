namespace MLNet.Cnn;

/// <summary>What some layers make of the pixels that come into a network.</summary>
/// <param name="AreImages">Whether it is still the image: no more than scaled, resized or cut.</param>
/// <param name="HaveTheirSize">Whether it has the size that it came with.</param>
/// <param name="HaveOneScale">Whether all channels are scaled alike.</param>
internal readonly record struct KerasPixels(bool AreImages, bool HaveTheirSize, bool HaveOneScale)
{
    private double Scale { get; init; }

    private double Offset { get; init; }

    /// <summary>The value that a pixel had before.</summary>
    public double Before(double value) => Scale == 0 ? value : (value - Offset) / Scale;

    /// <summary>What stands at a place of a network.</summary>
    public static KerasPixels At(Symbol symbol)
    {
        if (symbol.Layer is InputLayer)
            return new KerasPixels(true, true, true) { Scale = 1 };
        if (symbol.Inputs.Count != 1)
            return default;
        var before = At(symbol.Inputs[0]);
        return symbol.Layer switch
        {
            Rescaling scaled => before with { Scale = before.Scale * scaled.Scale, Offset = before.Offset * scaled.Scale + scaled.Offset },
            Normalization => before with { HaveOneScale = false },
            { Traits: var traits } when traits.HasFlag(LayerTraits.KeepsImage) => before with { HaveTheirSize = false },
            _ => default,
        };
    }
}

namespace MLNet.Cnn;

/// <summary>max(x, 0), or with its settings: <see cref="MaxValue"/> at most, x from <see cref="Threshold"/> on, and below it a slope.</summary>
/// <remarks>
/// Shapes: unchanged. <c>f(x) = MaxValue for x &gt;= MaxValue, x for Threshold &lt;= x &lt; MaxValue, NegativeSlope (x - Threshold) otherwise</c>.
/// Source: <c>keras.layers.ReLU</c>.
/// </remarks>
public sealed record ReLU : Layer
{
    /// <summary>The largest output.</summary>
    /// <value>Default: <see langword="null"/>, no limit. At least 0.</value>
    public double? MaxValue { get; init; }

    /// <summary>The slope below the threshold.</summary>
    /// <value>Default: 0. At least 0.</value>
    public double NegativeSlope { get; init; }

    /// <summary>Where the output begins to be x.</summary>
    /// <value>Default: 0. At least 0.</value>
    public double Threshold { get; init; }

    internal bool IsPlain => MaxValue is null && NegativeSlope == 0 && Threshold == 0;

    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(MaxValue is null or (>= 0 and < double.PositiveInfinity), $"MaxValue is {MaxValue}, but it must be finite and at least 0.");
        inputs.Require(NegativeSlope >= 0 && double.IsFinite(NegativeSlope), $"NegativeSlope is {NegativeSlope}, but it must be finite and at least 0.");
        inputs.Require(Threshold >= 0 && double.IsFinite(Threshold), $"Threshold is {Threshold}, but it must be finite and at least 0.");
        return inputs.Single;
    }
}

namespace MLNet.Cnn;

/// <summary>How the first values of a weight are drawn. A definition only: drawing happens once per fit, from the fit's seed.</summary>
/// <remarks>Source: <c>keras.initializers</c>. The usual ones are ready-made in <see cref="Initializers"/>.</remarks>
public abstract record Initializer
{
    private protected Initializer()
    {
    }

    /// <summary>What is wrong with a weight that is to be drawn so, or <see langword="null"/>.</summary>
    internal virtual string? Misfit(Layer layer, WeightSpec weight) => null;

    /// <summary>What is wrong with a number, or <see langword="null"/>.</summary>
    private protected static string? Wrong(bool valid, string setting, float value, string expected) =>
        valid ? null : FormattableString.Invariant($"{setting} is {value}, but it must be {expected}");
}

/// <summary>Every value is the same.</summary>
/// <param name="Value">The value; a finite number.</param>
public sealed record ConstantInitializer(float Value) : Initializer
{
    internal override string? Misfit(Layer layer, WeightSpec weight) => Wrong(float.IsFinite(Value), nameof(Value), Value, "a finite number");
}

/// <summary>Normally distributed values (Keras: <c>RandomNormal</c>).</summary>
/// <param name="Mean">The mean; a finite number.</param>
/// <param name="StandardDeviation">The standard deviation; at least 0.</param>
public sealed record RandomNormalInitializer(float Mean = 0f, float StandardDeviation = 0.05f) : Initializer
{
    internal override string? Misfit(Layer layer, WeightSpec weight) =>
        Wrong(float.IsFinite(Mean), nameof(Mean), Mean, "a finite number")
        ?? Wrong(StandardDeviation is >= 0 and < float.PositiveInfinity, nameof(StandardDeviation), StandardDeviation, "a finite number of at least 0");
}

/// <summary>Normally distributed values, drawn again where they lie more than two standard deviations from the mean (Keras: <c>TruncatedNormal</c>).</summary>
/// <param name="Mean">The mean; a finite number.</param>
/// <param name="StandardDeviation">The standard deviation before truncation; at least 0.</param>
public sealed record TruncatedNormalInitializer(float Mean = 0f, float StandardDeviation = 0.05f) : Initializer
{
    internal override string? Misfit(Layer layer, WeightSpec weight) =>
        Wrong(float.IsFinite(Mean), nameof(Mean), Mean, "a finite number")
        ?? Wrong(StandardDeviation is >= 0 and < float.PositiveInfinity, nameof(StandardDeviation), StandardDeviation, "a finite number of at least 0");
}

/// <summary>Evenly distributed values (Keras: <c>RandomUniform</c>).</summary>
/// <param name="Minimum">The lower bound.</param>
/// <param name="Maximum">The upper bound; at least the lower one.</param>
public sealed record RandomUniformInitializer(float Minimum = -0.05f, float Maximum = 0.05f) : Initializer
{
    internal override string? Misfit(Layer layer, WeightSpec weight) =>
        Wrong(float.IsFinite(Minimum), nameof(Minimum), Minimum, "a finite number")
        ?? Wrong(float.IsFinite(Maximum) && Maximum >= Minimum, nameof(Maximum), Maximum, FormattableString.Invariant($"a finite number of at least {nameof(Minimum)}, which is {Minimum}"));
}

/// <summary>Values whose variance is <c>scale / fan</c> (Keras: <c>VarianceScaling</c>).</summary>
/// <param name="Scale">The scale, above 0; 1 for Glorot and LeCun, 2 for He.</param>
/// <param name="Fan">Which number of connections divides the scale.</param>
/// <param name="Distribution">The distribution of the values.</param>
public sealed record VarianceScalingInitializer(float Scale, Fan Fan, InitialDistribution Distribution) : Initializer
{
    internal override string? Misfit(Layer layer, WeightSpec weight) =>
        Wrong(Scale is > 0 and < float.PositiveInfinity, nameof(Scale), Scale, "a finite number above 0")
        ?? Wrong(Enum.IsDefined(Fan), nameof(Fan), (int)Fan, "In, Out or Average")
        ?? Wrong(Enum.IsDefined(Distribution), nameof(Distribution), (int)Distribution, "Uniform or TruncatedNormal");
}

/// <summary>Which connections of a weight are counted by <see cref="VarianceScalingInitializer"/>.</summary>
public enum Fan
{
    /// <summary>Those that come in: receptive field times input channels.</summary>
    In,

    /// <summary>Those that go out: receptive field times output channels.</summary>
    Out,

    /// <summary>The mean of both.</summary>
    Average,
}

/// <summary>The distribution of <see cref="VarianceScalingInitializer"/>.</summary>
public enum InitialDistribution
{
    /// <summary>Even between -sqrt(3 variance) and sqrt(3 variance).</summary>
    Uniform,

    /// <summary>Normal, truncated at two standard deviations and widened so that the variance is kept.</summary>
    TruncatedNormal,
}

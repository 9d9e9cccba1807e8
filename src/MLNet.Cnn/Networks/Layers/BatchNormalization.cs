namespace MLNet.Cnn;

/// <summary>Normalizes each channel to mean 0 and variance 1, then scales and shifts it by learned numbers.</summary>
/// <remarks>
/// <para>While training, mean and variance are those of the batch (over examples, rows and columns), and the moving
/// statistics follow them: <c>moving = moving * Momentum + batch * (1 - Momentum)</c>, with the population variance. While
/// scoring, the moving statistics are used. Which of the two holds is set by the pipeline, never by the user.</para>
/// <para>Shapes: unchanged. Weights: <c>gamma</c> (if <see cref="Scale"/>), <c>beta</c> (if <see cref="Center"/>),
/// <c>moving_mean</c> and <c>moving_variance</c>, one number a channel. Source: Ioffe and Szegedy (2015),
/// <c>keras.layers.BatchNormalization</c>.</para>
/// </remarks>
public sealed record BatchNormalization : Layer
{
    /// <summary>How much of the moving statistics is kept at each step.</summary>
    /// <value>Default: 0.99. Range: 0 to 1.</value>
    public double Momentum { get; init; } = 0.99;

    /// <summary>Added to the variance before the square root.</summary>
    /// <value>Default: 0.001. Above 0.</value>
    public double Epsilon { get; init; } = 1e-3;

    /// <summary>Whether a learned number is added (<c>beta</c>).</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Center { get; init; } = true;

    /// <summary>Whether a learned number multiplies (<c>gamma</c>).</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Scale { get; init; } = true;

    /// <summary>The first values of <c>beta</c>.</summary>
    /// <value>Default: <see cref="Initializers.Zeros"/>.</value>
    public Initializer BetaInitializer { get; init; } = Initializers.Zeros;

    /// <summary>The first values of <c>gamma</c>.</summary>
    /// <value>Default: <see cref="Initializers.Ones"/>.</value>
    public Initializer GammaInitializer { get; init; } = Initializers.Ones;

    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(Momentum is >= 0 and <= 1, $"Momentum is {Momentum}, but it must lie between 0 and 1.");
        inputs.Require(Epsilon > 0 && double.IsFinite(Epsilon), $"Epsilon is {Epsilon}, but it must be a finite number above 0.");
        return inputs.Single;
    }

    internal override IReadOnlyList<WeightSpec> InferWeights(LayerInputs inputs)
    {
        var channels = new Shape(inputs.Single.Channels);
        var weights = new List<WeightSpec>();
        if (Scale)
            weights.Add(new WeightSpec("gamma", channels, GammaInitializer, Trainable));
        if (Center)
            weights.Add(new WeightSpec("beta", channels, BetaInitializer, Trainable));
        weights.Add(new WeightSpec("moving_mean", channels, Initializers.Zeros, Trainable: false));
        weights.Add(new WeightSpec("moving_variance", channels, Initializers.Ones, Trainable: false));
        return weights;
    }
}

namespace MLNet.Cnn;

/// <summary>How weights follow their gradients. A definition only: moments live in the engine, per fit.</summary>
/// <remarks>Names, defaults and update rules are those of <c>keras.optimizers</c>.</remarks>
public abstract record Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>The learning rate: the highest one where a schedule changes it.</summary>
    /// <value>Default: Keras' default of the optimizer. Range: above 0.</value>
    public double LearningRate { get; init; }

    /// <summary>The share of each trainable weight that every step takes off, times the learning rate (decoupled weight decay).</summary>
    /// <value>Default: 0, for <see cref="AdamW"/> 0.004. Range: 0 and above.</value>
    public double WeightDecay { get; init; }

    /// <summary>Weights that are not decayed, by name: for biases and normalizations <c>["*/bias", "*/beta", "*/gamma"]</c> (Keras: <c>exclude_from_weight_decay</c>).</summary>
    /// <value>Default: none, Keras' rule: every trained weight decays. A pattern that matches no weight is an error.</value>
    public NamePatterns ExcludeFromWeightDecay { get; init; } = NamePatterns.None;

    /// <summary>Weights that are trained at another rate or with another decay, by name.</summary>
    /// <value>Default: none. A pattern that matches no weight is an error.</value>
    public ParameterGroups ParameterGroups { get; init; } = ParameterGroups.None;

    /// <summary>The largest norm of the gradient of each weight; longer ones are shortened to it.</summary>
    /// <value>Default: <see langword="null"/>, no limit. Above 0; only one of the three limits may be set.</value>
    public double? ClipNorm { get; init; }

    /// <summary>The largest norm of the gradients of all weights together; if it is longer, all are shortened alike.</summary>
    /// <value>Default: <see langword="null"/>, no limit. Above 0.</value>
    public double? GlobalClipNorm { get; init; }

    /// <summary>The largest size of each number of a gradient.</summary>
    /// <value>Default: <see langword="null"/>, no limit. Above 0.</value>
    public double? ClipValue { get; init; }

    /// <summary>How much of a moving average of the weights is kept at each step, or <see langword="null"/> for no average (Keras: <c>use_ema</c>, <c>ema_momentum</c>).
    /// When training ends, the average takes the place of the weights, as in Keras.</summary>
    /// <value>Default: <see langword="null"/>. Range: 0 to 1; Keras' own is 0.99.</value>
    public double? EmaMomentum { get; init; }

    /// <summary>After how many steps each the weights are replaced by their moving average.</summary>
    /// <value>Default: <see langword="null"/>, only when training ends. At least 1.</value>
    public int? EmaOverwriteFrequency { get; init; }

    /// <summary>Slow weights that lead those which are trained.</summary>
    /// <value>Default: <see langword="null"/>, none. Not together with <see cref="EmaMomentum"/>.</value>
    public Lookahead? Lookahead { get; init; }

    /// <summary>How many steps' gradients are averaged before the weights change once: as if the batch were that much larger.</summary>
    /// <value>Default: 1, every step. At least 1, and at most the steps of the training; what is left over at its end is dropped.</value>
    public int GradientAccumulationSteps { get; init; } = 1;

    /// <summary>How many numbers a training remembers for each trained weight: the rule's own, the moving average or slow copy, and accumulated gradients.</summary>
    internal int Slots => RuleSlots + (EmaMomentum is null && Lookahead is null ? 0 : 1) + (GradientAccumulationSteps > 1 ? 1 : 0);

    /// <summary>How many of them the rule itself needs. It has no default, so that a new optimizer has to answer.</summary>
    private protected abstract int RuleSlots { get; }

    internal virtual void Validate()
    {
        Check(double.IsFinite(LearningRate) && LearningRate > 0, nameof(LearningRate), LearningRate, "a finite number above 0");
        Check(double.IsFinite(WeightDecay) && WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "0 or above");
        ArgumentNullException.ThrowIfNull(ExcludeFromWeightDecay);
        ArgumentNullException.ThrowIfNull(ParameterGroups);
        foreach (var group in ParameterGroups)
        {
            Check(double.IsFinite(group.LearningRateFactor) && group.LearningRateFactor >= 0, $"ParameterGroups('{group.Pattern}').LearningRateFactor", group.LearningRateFactor, "0 or above");
            Check(group.WeightDecay is null || (double.IsFinite(group.WeightDecay.Value) && group.WeightDecay >= 0), $"ParameterGroups('{group.Pattern}').WeightDecay", group.WeightDecay ?? 0, "0 or above, or null");
        }
        foreach (var (value, name) in new[] { (ClipNorm, nameof(ClipNorm)), (GlobalClipNorm, nameof(GlobalClipNorm)), (ClipValue, nameof(ClipValue)) })
            Check(value is null || (double.IsFinite(value.Value) && value > 0), name, value ?? 0, "a finite number above 0, or null");
        int limits = (ClipNorm is null ? 0 : 1) + (GlobalClipNorm is null ? 0 : 1) + (ClipValue is null ? 0 : 1);
        Check(limits <= 1, "ClipNorm, GlobalClipNorm and ClipValue: the number of those set", limits, "at most 1");
        Check(EmaMomentum is null or (>= 0 and <= 1), nameof(EmaMomentum), EmaMomentum ?? 0, "between 0 and 1, or null");
        Check(EmaOverwriteFrequency is null or >= 1, nameof(EmaOverwriteFrequency), EmaOverwriteFrequency ?? 0, "at least 1, or null");
        Check(EmaOverwriteFrequency is null || EmaMomentum is not null, $"{nameof(EmaOverwriteFrequency)} without {nameof(EmaMomentum)}", EmaOverwriteFrequency ?? 0, "null, because there is no average");
        Check(Lookahead is null || EmaMomentum is null, $"{nameof(EmaMomentum)} together with {nameof(Lookahead)}", EmaMomentum ?? 0, "null, because both replace the weights");
        Check(Lookahead is null or { Period: >= 1 }, $"{nameof(Lookahead)}.{nameof(Lookahead.Period)}", Lookahead?.Period ?? 0, "at least 1");
        Check(Lookahead is null or { Kept: >= 0 and < 1 }, $"{nameof(Lookahead)}.{nameof(Lookahead.Kept)}", Lookahead?.Kept ?? 0, "at least 0 and below 1");
        Check(Lookahead is null || (Lookahead.Power >= 0 && double.IsFinite(Lookahead.Power)), $"{nameof(Lookahead)}.{nameof(Lookahead.Power)}", Lookahead?.Power ?? 0, "a finite number of at least 0");
        Check(GradientAccumulationSteps >= 1, nameof(GradientAccumulationSteps), GradientAccumulationSteps, "at least 1");
    }

    private protected void Check(bool valid, string setting, double value, string expected)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(setting, FormattableString.Invariant($"{GetType().Name}.{setting} is {value}, but it must be {expected}."));
    }
}

namespace MLNet.Cnn;

/// <summary>Blends each image with another of its batch, and their targets alike; the share is drawn from Beta(alpha, alpha).</summary>
/// <remarks>Source: Zhang et al. (2018), <c>keras.layers.MixUp</c>.</remarks>
public sealed record MixUp : Mixing
{
    /// <summary>Makes the operation.</summary>
    /// <param name="alpha">How even the mixtures are: near 0 one image prevails, at 1 all shares are as likely. Default: 0.2.</param>
    public MixUp(double alpha = 0.2) => Alpha = alpha;

    /// <summary>How even the mixtures are.</summary>
    /// <value>Default: 0.2. Above 0.</value>
    public double Alpha { get; init; }

    internal override void Validate() => Check(double.IsFinite(Alpha) && Alpha > 0, nameof(Alpha), Alpha, "a finite number above 0");
}

namespace MLNet.Cnn;

/// <summary>Replaces a rectangle of each image by that of another of its batch; the targets get the shares of the area.</summary>
/// <remarks>Source: Yun et al. (2019), <c>keras.layers.CutMix</c>, whose <c>factor</c> is <see cref="Alpha"/> (drawn from 0 to it for each batch; here it is the paper's fixed number).</remarks>
public sealed record CutMix : Mixing
{
    /// <summary>Makes the operation.</summary>
    /// <param name="alpha">How even the shares are: they are drawn from Beta(alpha, alpha). Default: 1, all shares as likely.</param>
    public CutMix(double alpha = 1) => Alpha = alpha;

    /// <summary>How even the shares are.</summary>
    /// <value>Default: 1. Above 0.</value>
    public double Alpha { get; init; }

    internal override void Validate() => Check(double.IsFinite(Alpha) && Alpha > 0, nameof(Alpha), Alpha, "a finite number above 0");

    internal override string? Misfit(Shape image) => image.IsImage ? null : $"it cuts rectangles, but {image} is no image of height, width and channels";
}

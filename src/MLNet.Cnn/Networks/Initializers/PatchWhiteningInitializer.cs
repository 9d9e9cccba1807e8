namespace MLNet.Cnn;

/// <summary>Filters taken from the images: the principal components of the patches that a convolution sees, scaled so that their outputs are uncorrelated and of variance 1.</summary>
/// <remarks>
/// <para>Half of the filters are the components with the largest variances, in falling order, each divided by sqrt(variance + <see cref="Epsilon"/>); the other half are their opposites, so
/// that nothing is lost in a ReLU or GELU behind. There are as many components as a patch has values: 12 for 2x2 pixels of 3 channels, and 24 filters at most.</para>
/// <para>Training computes them before its first step from what goes into the layer for its first <see cref="Images"/> images, without augmentation: behind the preprocessing, and behind whatever
/// else stands in front. Where there are no images (<see cref="NetworkWeights.Initialize"/>), patches are taken to be white already. Train such a kernel, or leave it as it is by
/// <c>ParameterGroups = [new("whitening/kernel", LearningRateFactor: 0, WeightDecay: 0)]</c>.</para>
/// <para>Source: Coates and Ng (2012); Page, "How to train your ResNet 8" (2019); Jordan, "94% on CIFAR-10 in 3.29 seconds on a single GPU" (2024), section 3.1.</para>
/// </remarks>
public sealed record PatchWhiteningInitializer : Initializer
{
    /// <summary>Added to each variance, so that components which are nothing but noise are not blown up.</summary>
    /// <value>Default: 5e-4, for pixels of variance 1. Above 0.</value>
    public double Epsilon { get; init; } = 5e-4;

    /// <summary>How many training images are looked at.</summary>
    /// <value>Default: 5,000, or all if there are fewer. At least 1.</value>
    public int Images { get; init; } = 5000;

    internal override string? Misfit(Layer layer, WeightSpec weight)
    {
        if (layer is not Conv2D { Groups: 1 } convolution || weight.Name != "kernel")
            return "patches are whitened by the kernel of a Conv2D with Groups 1";
        if (convolution.DilationRate != 1)
            return $"patches are whitened without holes, but DilationRate is {convolution.DilationRate}";
        int values = weight.Shape.Size / convolution.Filters;
        return !(Epsilon > 0) || !double.IsFinite(Epsilon) ? FormattableString.Invariant($"Epsilon is {Epsilon}, but it must be a finite number above 0")
            : Images < 1 ? FormattableString.Invariant($"Images is {Images}, but it must be at least 1")
            : convolution.Filters > 2 * values ? FormattableString.Invariant($"patches of {values} values have {values} components and their opposites, but there are {convolution.Filters} filters; use at most {2 * values}")
            : null;
    }
}

namespace MLNet.Cnn;

/// <summary>Filters of a convolution that pass channels on as they are: the middle of filter i is 1 at channel i and all else is 0. Where there are more filters than channels, the rest is drawn.</summary>
/// <remarks>
/// A layer that begins so hands on what it is given, which makes deep networks without shortcuts trainable. Source: Zagoruyko and Komodakis, "DiracNets" (2017);
/// <c>torch.nn.init.dirac_</c>, which leaves the rest 0.
/// </remarks>
/// <param name="Rest">How the filters beyond the channels are drawn.</param>
public sealed record DiracInitializer(Initializer Rest) : Initializer
{
    internal override string? Misfit(Layer layer, WeightSpec weight) =>
        layer is not Conv2D { Groups: 1 } || weight.Name != "kernel" ? "a Dirac kernel is one of a Conv2D with Groups 1"
        : Rest is DiracInitializer or PatchWhiteningInitializer ? $"the filters beyond the channels cannot be drawn by {Rest.GetType().Name}"
        : Rest.Misfit(layer, weight);
}

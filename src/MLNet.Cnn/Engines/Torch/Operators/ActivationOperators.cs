using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>The activations.</summary>
internal static class ActivationOperators
{
    /// <summary>Applies an activation.</summary>
    /// <param name="x">The values; images are (count, channels, height, width).</param>
    /// <param name="activation">The activation.</param>
    /// <param name="inPlace">Whether <paramref name="x"/> may be overwritten; used where it pays.</param>
    public static Tensor Apply(Tensor x, Activation activation, bool inPlace) => activation switch
    {
        Activation.Linear => inPlace ? x : x.alias(),
        Activation.ReLU => inPlace ? x.relu_() : x.relu(),
        Activation.Sigmoid => x.sigmoid(),
        Activation.Tanh => x.tanh(),
        Activation.Softmax => x.softmax(x.dim() == 4 ? 1 : -1), // along the channels, which images have in front
        Activation.ELU => nn.functional.elu(x, 1),
        Activation.GELU => nn.functional.gelu(x),
        Activation.SiLU => nn.functional.silu(x),
        Activation.Softplus => nn.functional.softplus(x),
        _ => throw new NotSupportedException($"The TorchSharp engine does not know the activation {activation}."),
    };
}

using TorchSharp;
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
        Activation.ELU => Elu(x),
        Activation.GELU => nn.functional.gelu(x),
        Activation.SiLU => nn.functional.silu(x),
        Activation.Softplus => nn.functional.logsigmoid(x.neg()).neg(), // the same function, and TorchSharp's own passes numbers: see LiveNumbers
        Activation.ReLU6 => nn.functional.relu6(x),
        Activation.LeakyReLU => LeakyRelu(x),
        Activation.SELU => Selu(x),
        Activation.Exponential => x.exp(),
        Activation.HardSigmoid => nn.functional.hardsigmoid(x),
        Activation.HardSiLU => nn.functional.hardswish(x),
        Activation.Mish => nn.functional.mish(x),
        Activation.Softsign => Softsign(x),
        _ => throw new NotSupportedException($"The TorchSharp engine does not know the activation {activation}."),
    };

    // The numbers live until the call is over: see LiveNumbers.
    private static Tensor Elu(Tensor x)
    {
        using Scalar one = 1.0;
        return x.elu(one, one, one);
    }

    private static Tensor LeakyRelu(Tensor x)
    {
        using Scalar slope = 0.2;
        return x.leaky_relu(slope);
    }

    private static Tensor Softsign(Tensor x)
    {
        using Scalar one = 1.0;
        return x.div(x.abs().Plus(one));
    }

    /// <summary>libtorch's own takes the slope from below at 0, Keras' that from above.</summary>
    private static Tensor Selu(Tensor x)
    {
        using Scalar zero = 0.0, alpha = 1.6732632423543772, scale = 1.0507009873554805;
        return where(x.ge(zero), x, x.clamp_max(zero).expm1().mul(alpha)).mul(scale);
    }
}

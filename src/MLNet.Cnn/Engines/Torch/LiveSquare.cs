using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Squares without a hidden exponent.</summary>
/// <remarks>TorchSharp 0.107.0's <c>square</c> makes a native number 2 and lets go of it before libtorch has read it, as it does with all numbers (<see cref="LiveNumbers"/>).</remarks>
internal static class LiveSquare
{
    public static Tensor Squared(this Tensor x) => x.mul(x);
}

using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Additions whose hidden factor lives until libtorch has read it.</summary>
/// <remarks>TorchSharp 0.107.0's <c>add</c> makes a native number 1 for libtorch's <c>alpha</c> and lets go of it, as it does with all numbers (<see cref="LiveNumbers"/>).</remarks>
internal static class LiveAddition
{
    private static readonly Scalar One = 1.0;

    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    public static Tensor Plus(this Tensor x, Scalar y) => x.add(y, One);

    public static Tensor PlusInPlace(this Tensor x, Tensor y) => x.add_(y, One);

    public static Tensor PlusInPlace(this Tensor x, Scalar y) => x.add_(y, One);
}

using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>A live weight in the type that its operator computes in.</summary>
/// <param name="Master">The weight itself: float32.</param>
/// <param name="Type">The operator's type.</param>
internal sealed record LiveWeight(Tensor Master, ScalarType Type)
{
    /// <summary>The weight as it is now; in another type a copy, anew in each pass, because the cast is a part of the gradient's way back.</summary>
    public Tensor Now => Type == ScalarType.Float32 ? Master : Master.to(Type);
}

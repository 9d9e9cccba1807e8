namespace MLNet.Cnn;

/// <summary>The type of numbers in which a network is trained.</summary>
public enum Precision
{
    /// <summary>Everything in float32.</summary>
    Float32,

    /// <summary>Mixed: kernels and activations in bfloat16 (8 bits of precision, the range of float32); weights, their gradients and
    /// optimizers, normalizations and their statistics, and the loss in float32.</summary>
    BFloat16,

    /// <summary><see cref="BFloat16"/> where the device has instructions for it and the network enough channels to use them, else
    /// <see cref="Float32"/>. The log and the history say which, and why.</summary>
    Auto,
}

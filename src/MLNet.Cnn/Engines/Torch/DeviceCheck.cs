namespace MLNet.Cnn;

/// <summary>One batch on a GPU and on the CPU, before the first step: a driver or a library that computes nonsense is found before hours are spent.</summary>
internal static class DeviceCheck
{
    // GPUs multiply float32 with fewer digits by default (TF32: 10 bits), and a ReLU that tips over changes single numbers.
    private const double Bound = 0.05;

    /// <summary>Throws unless both devices find the same outputs and gradients.</summary>
    /// <param name="onDevice">What the device found.</param>
    /// <param name="onCpu">What the CPU found for the same batch.</param>
    /// <param name="device">The device's name.</param>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public static void Compare(BatchGradients onDevice, BatchGradients onCpu, string device)
    {
        Require("output", onDevice.Output.Values, onCpu.Output.Values, device);
        // A bias in front of a normalization has a gradient of nothing but rounding, so that all gradients are taken together.
        float[] All(BatchGradients gradients) => [.. gradients.Weights.SelectMany(weight => weight.Values.ToArray())];
        Require("gradient", All(onDevice), All(onCpu), device);
    }

    private static void Require(string what, ReadOnlyMemory<float> actual, ReadOnlyMemory<float> expected, string device)
    {
        double difference = 0, length = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double apart = (double)actual.Span[i] - expected.Span[i];
            difference += apart * apart;
            length += (double)expected.Span[i] * expected.Span[i];
        }
        // Written so that NaN does not pass.
        if (!(Math.Sqrt(difference) <= Bound * Math.Sqrt(length)))
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"{device} computes something else than the CPU: the {what} of the first batch differs by {100 * Math.Sqrt(difference / length):F1} % of its length. Check the GPU's driver and that the CUDA package is the one of TorchSharp 0.107.0, or train on the CPU (MLContext.GpuDeviceId = null)."));
        }
    }
}

namespace MLNet.Cnn;

/// <summary>What depthwise and separable convolutions check alike.</summary>
internal static class ConvolutionShape
{
    /// <summary>The size of the output.</summary>
    /// <exception cref="ArgumentException">A setting is out of range, or the kernel does not fit.</exception>
    public static Size2D Check(LayerInputs inputs, Size2D kernel, Size2D strides, Size2D dilation, Padding padding)
    {
        inputs.Require(kernel.IsPositive, $"KernelSize is {kernel}, but both sides must be at least 1.");
        inputs.Require(strides.IsPositive, $"Strides is {strides}, but both must be at least 1.");
        inputs.Require(dilation.IsPositive, $"DilationRate is {dilation}, but both must be at least 1.");
        inputs.Require(strides == 1 || dilation == 1, $"Strides {strides} together with DilationRate {dilation} is not supported, as in Keras: set one of them to 1.");
        var output = WindowArithmetic.OutputSize(inputs.SingleImageSize, WindowArithmetic.Covered(kernel, dilation), strides, padding);
        inputs.Require(output.IsPositive,
            $"a {kernel} kernel with DilationRate {dilation} does not fit the {inputs.Single} input under Padding.Valid. Use Padding.Same, a smaller kernel or a larger image.");
        return output;
    }
}

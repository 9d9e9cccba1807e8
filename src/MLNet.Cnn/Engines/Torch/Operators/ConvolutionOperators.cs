using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Layers with a kernel.</summary>
internal static class ConvolutionOperators
{
    public static TorchOperator Conv2D(Conv2D layer, OperatorContext context)
    {
        var kernel = context.TypedWeight("kernel")!;
        var bias = context.TypedWeight("bias");
        long[] strides = [layer.Strides.Height, layer.Strides.Width];
        long[] dilation = [layer.DilationRate.Height, layer.DilationRate.Width];
        var margins = WindowArithmetic.MarginsFor(context.InputSize, layer.Covered, layer.Strides, layer.Padding);
        // libtorch pads both sides alike; where Keras' SAME does not, the image is padded first.
        long[] padding = margins.IsSymmetric ? [margins.Top, margins.Left] : [0, 0];
        return (inputs, _) =>
        {
            var x = inputs[0];
            using var padded = margins.IsSymmetric ? null : nn.functional.pad(x, [margins.Left, margins.Right, margins.Top, margins.Bottom]);
            var y = nn.functional.conv2d(padded ?? x, kernel.Now, bias?.Now, strides, padding, dilation, layer.Groups);
            return ActivationOperators.Apply(y, layer.Activation, inPlace: true);
        };
    }
}

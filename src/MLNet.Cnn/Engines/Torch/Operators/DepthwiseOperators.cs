using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Convolutions of each channel alone, and transposed ones.</summary>
internal static class DepthwiseOperators
{
    public static TorchOperator Depthwise(DepthwiseConv2D layer, OperatorContext context)
    {
        var slide = Slide(context.Weight("kernel")!, context.Weight("bias"), layer.Strides, layer.DilationRate, WindowArithmetic.MarginsFor(
            context.InputSize, layer.Covered, layer.Strides, layer.Padding));
        return (inputs, _) => ActivationOperators.Apply(slide(inputs[0]), layer.Activation, inPlace: true);
    }

    public static TorchOperator Separable(SeparableConv2D layer, OperatorContext context)
    {
        var slide = Slide(context.Weight("depthwise_kernel")!, null, layer.Strides, layer.DilationRate, WindowArithmetic.MarginsFor(
            context.InputSize, layer.Covered, layer.Strides, layer.Padding));
        var (pointwise, bias) = (context.Weight("pointwise_kernel")!, context.Weight("bias"));
        return (inputs, _) => ActivationOperators.Apply(nn.functional.conv2d(slide(inputs[0]), pointwise, bias), layer.Activation, inPlace: true);
    }

    public static TorchOperator Transposed(Conv2DTranspose layer, OperatorContext context)
    {
        var kernel = context.Weight("kernel")!;
        var bias = context.Weight("bias")?.view(1, -1, 1, 1);
        if (bias is not null)
            context.Keep(bias);
        long[] strides = [layer.Strides.Height, layer.Strides.Width], dilation = [layer.DilationRate.Height, layer.DilationRate.Width];
        var crop = WindowArithmetic.TransposedCrop(layer.Covered, layer.Strides, layer.Padding);
        return (inputs, _) =>
        {
            // The bias comes after the cut, because zeros may be added there.
            var y = nn.functional.conv_transpose2d(inputs[0], kernel, null, strides, dilation: dilation);
            if (!crop.IsZero)
                y = nn.functional.pad(y, [-crop.Left, -crop.Right, -crop.Top, -crop.Bottom]);
            if (bias is not null)
                y = y.add(bias);
            return ActivationOperators.Apply(y, layer.Activation, inPlace: true);
        };
    }

    /// <summary>One group for each channel; the kernel stands as (multiplier, channels, height, width).</summary>
    private static Func<Tensor, Tensor> Slide(Tensor kernel, Tensor? bias, Size2D strides, Size2D dilation, Margins margins)
    {
        long channels = kernel.shape[1];
        long[] groups = [kernel.shape[0] * channels, 1, kernel.shape[2], kernel.shape[3]];
        long[] padding = margins.IsSymmetric ? [margins.Top, margins.Left] : [0, 0];
        return x =>
        {
            // libtorch wants all kernels of the first channel, then those of the second.
            var grouped = kernel.permute(1, 0, 2, 3).reshape(groups);
            var padded = margins.IsSymmetric ? x : nn.functional.pad(x, [margins.Left, margins.Right, margins.Top, margins.Bottom]);
            return nn.functional.conv2d(padded, grouped, bias, [strides.Height, strides.Width], padding, [dilation.Height, dilation.Width], channels);
        };
    }
}

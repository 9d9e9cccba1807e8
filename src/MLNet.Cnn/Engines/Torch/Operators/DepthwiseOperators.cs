using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Convolutions of each channel alone, and transposed ones.</summary>
internal static class DepthwiseOperators
{
    public static TorchOperator Depthwise(DepthwiseConv2D layer, OperatorContext context)
    {
        var slide = Slide(context.TypedWeight("kernel")!, context.TypedWeight("bias"), layer.Strides, layer.DilationRate, WindowArithmetic.MarginsFor(
            context.InputSize, layer.Covered, layer.Strides, layer.Padding));
        return (inputs, _) => ActivationOperators.Apply(slide(inputs[0]), layer.Activation, inPlace: true);
    }

    public static TorchOperator Separable(SeparableConv2D layer, OperatorContext context)
    {
        // The first part in float32, as a depthwise convolution (LayerPrecision).
        var slide = Slide(new LiveWeight(context.Weight("depthwise_kernel")!, ScalarType.Float32), null, layer.Strides, layer.DilationRate, WindowArithmetic.MarginsFor(
            context.InputSize, layer.Covered, layer.Strides, layer.Padding));
        var (pointwise, bias) = (context.TypedWeight("pointwise_kernel")!, context.TypedWeight("bias"));
        return (inputs, _) => ActivationOperators.Apply(nn.functional.conv2d(slide(inputs[0].to(ScalarType.Float32)).to(context.Type), pointwise.Now, bias?.Now), layer.Activation, inPlace: true);
    }

    public static TorchOperator Transposed(Conv2DTranspose layer, OperatorContext context)
    {
        var kernel = context.TypedWeight("kernel")!;
        var bias = context.TypedWeight("bias");
        long[] strides = [layer.Strides.Height, layer.Strides.Width], dilation = [layer.DilationRate.Height, layer.DilationRate.Width];
        var crop = WindowArithmetic.TransposedCrop(layer.Covered, layer.Strides, layer.Padding);
        return (inputs, _) =>
        {
            // The bias comes after the cut, because zeros may be added there.
            var y = nn.functional.conv_transpose2d(inputs[0], kernel.Now, null, strides, dilation: dilation);
            if (!crop.IsZero)
                y = nn.functional.pad(y, [-crop.Left, -crop.Right, -crop.Top, -crop.Bottom]);
            if (bias is not null)
                y = y.Plus(bias.Now.view(1, -1, 1, 1));
            return ActivationOperators.Apply(y, layer.Activation, inPlace: true);
        };
    }

    /// <summary>One group for each channel; the kernel stands as (multiplier, channels, height, width).</summary>
    private static Func<Tensor, Tensor> Slide(LiveWeight kernel, LiveWeight? bias, Size2D strides, Size2D dilation, Margins margins)
    {
        long[] shape = kernel.Master.shape;
        long channels = shape[1];
        long[] groups = [shape[0] * channels, 1, shape[2], shape[3]];
        long[] padding = margins.IsSymmetric ? [margins.Top, margins.Left] : [0, 0];
        return x =>
        {
            // libtorch wants all kernels of the first channel, then those of the second.
            var grouped = kernel.Now.permute(1, 0, 2, 3).reshape(groups);
            var padded = margins.IsSymmetric ? x : nn.functional.pad(x, [margins.Left, margins.Right, margins.Top, margins.Bottom]);
            return nn.functional.conv2d(padded, grouped, bias?.Now, [strides.Height, strides.Width], padding, [dilation.Height, dilation.Width], channels);
        };
    }
}

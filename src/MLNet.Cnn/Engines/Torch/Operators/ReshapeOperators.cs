using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Layers that move, cut or repeat values. What stands in Keras' order is brought into it and back.</summary>
internal static class ReshapeOperators
{
    public static TorchOperator Flatten(OperatorContext context) => context.InputShape is { IsImage: true, Channels: > 1, Height: var h, Width: var w } && h * w > 1
        ? (inputs, _) => inputs[0].permute(0, 2, 3, 1).flatten(1) // Keras' order: rows, columns, channels
        : (inputs, _) => inputs[0].flatten(1);

    public static TorchOperator Reshape(Reshape layer)
    {
        long[] shape = [-1, .. layer.TargetShape.Dimensions.Select(d => (long)d)];
        return (inputs, _) => FromKeras(TorchForward.ToKeras(inputs[0]).reshape(shape));
    }

    public static TorchOperator Permute(Permute layer) => (inputs, _) => FromKeras(TorchForward.ToKeras(inputs[0]).permute(layer.Order));

    public static TorchOperator Pad(Margins margins) =>
        (inputs, _) => nn.functional.pad(inputs[0], [margins.Left, margins.Right, margins.Top, margins.Bottom]);

    /// <summary>A copy, so that what stands behind may work in place.</summary>
    public static TorchOperator Crop(Margins margins) => Pad(new Margins(-margins.Top, -margins.Bottom, -margins.Left, -margins.Right));

    public static TorchOperator Resize(Interpolation interpolation, OperatorContext context)
    {
        var (from, to) = (context.InputShape, context.NetworkLayer.Shape);
        if (interpolation == Interpolation.Nearest)
        {
            var rows = context.Keep(tensor(ResizeArithmetic.Nearest(from.Height, to.Height)));
            var columns = context.Keep(tensor(ResizeArithmetic.Nearest(from.Width, to.Width)));
            return (inputs, _) => inputs[0].index_select(2, rows).index_select(3, columns);
        }
        var down = context.Constant(ResizeArithmetic.Bilinear(from.Height, to.Height), to.Height, from.Height);
        var across = context.Keep(tensor(ResizeArithmetic.Bilinear(from.Width, to.Width), [to.Width, from.Width]).t().contiguous());
        return (inputs, _) => down.matmul(inputs[0]).matmul(across);
    }

    /// <summary>From Keras' order to libtorch's, which differ for images.</summary>
    public static Tensor FromKeras(Tensor value) => value.dim() == 4 ? value.permute(0, 3, 1, 2) : value;
}

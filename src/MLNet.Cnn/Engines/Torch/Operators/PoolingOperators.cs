using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Layers with a window and no weights.</summary>
internal static class PoolingOperators
{
    public static TorchOperator Max(MaxPooling2D layer, OperatorContext context)
    {
        var (window, strides, margins) = Geometry(layer, context);
        long[] padding = margins.IsSymmetric ? [margins.Top, margins.Left] : [0, 0];
        return (inputs, _) =>
        {
            var x = inputs[0];
            // Padded pixels must never be the maximum.
            using var padded = margins.IsSymmetric ? null : nn.functional.pad(x, Sides(margins), value: double.NegativeInfinity);
            return nn.functional.max_pool2d(padded ?? x, window, strides, padding);
        };
    }

    public static TorchOperator Average(AveragePooling2D layer, OperatorContext context)
    {
        var (window, strides, margins) = Geometry(layer, context);
        if (margins.IsSymmetric)
        {
            long[] padding = [margins.Top, margins.Left];
            return (inputs, _) => nn.functional.avg_pool2d(inputs[0], window, strides, padding, count_include_pad: false);
        }
        // Keras averages over the pixels of the image only: sum first, then divide by how many of them each window covers.
        var output = context.NetworkLayer.Shape;
        var counts = context.Constant(
            [.. from row in Enumerable.Range(0, output.Height)
                from column in Enumerable.Range(0, output.Width)
                select (float)(PixelsCovered(row, layer.Steps.Height, layer.PoolSize.Height, margins.Top, context.InputShape.Height)
                    * PixelsCovered(column, layer.Steps.Width, layer.PoolSize.Width, margins.Left, context.InputShape.Width))],
            1, 1, output.Height, output.Width);
        return (inputs, _) =>
        {
            using var padded = nn.functional.pad(inputs[0], Sides(margins));
            return nn.functional.avg_pool2d(padded, window, strides, divisor_override: 1).div_(counts);
        };
    }

    private static (long[] Window, long[] Strides, Margins Margins) Geometry(Pooling2D layer, OperatorContext context) => (
        [layer.PoolSize.Height, layer.PoolSize.Width],
        [layer.Steps.Height, layer.Steps.Width],
        WindowArithmetic.MarginsFor(context.InputSize, layer.PoolSize, layer.Steps, layer.Padding));

    private static int PixelsCovered(int index, int stride, int window, int marginBefore, int length)
    {
        int start = index * stride - marginBefore;
        return Math.Min(start + window, length) - Math.Max(start, 0);
    }

    private static long[] Sides(Margins margins) => [margins.Left, margins.Right, margins.Top, margins.Bottom];
}

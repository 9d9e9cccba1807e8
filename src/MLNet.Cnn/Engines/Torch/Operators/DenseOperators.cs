using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Running <see cref="Dense"/>.</summary>
internal static class DenseOperators
{
    public static TorchOperator Dense(Dense layer, OperatorContext context)
    {
        var kernel = context.TypedWeight("kernel")!;
        var bias = context.TypedWeight("bias");
        return context.InputShape.Rank > 1 ? OfLastDimension(layer, context, kernel, bias)
            : context.UsesOneDnn && context.Type == ScalarType.Float32 ? ByOneDnn(layer, kernel.Master, bias?.Master)
            : Plain(layer, kernel, bias);
    }

    private static TorchOperator Plain(Dense layer, LiveWeight kernel, LiveWeight? bias) => (inputs, _) =>
    {
        // Keras' kernel is (in, out): just what a product of matrices wants.
        var y = bias is null ? inputs[0].mm(kernel.Now) : bias.Now.addmm(inputs[0], kernel.Now, beta: 1, alpha: 1);
        return ActivationOperators.Apply(y, layer.Activation, inPlace: true);
    };

    private static TorchOperator ByOneDnn(Dense layer, Tensor kernel, Tensor? bias) => (inputs, _) =>
    {
        var x = inputs[0].contiguous();
        var y = bias is null ? OneDnnDense.apply(x, kernel) : OneDnnDense.apply(x, kernel, bias);
        return ActivationOperators.Apply(y, layer.Activation, inPlace: true);
    };

    /// <summary>Of an image or another shape the last dimension alone is connected, place by place.</summary>
    private static TorchOperator OfLastDimension(Dense layer, OperatorContext context, LiveWeight kernel, LiveWeight? bias)
    {
        bool isImage = context.InputShape.IsImage;
        return (inputs, _) =>
        {
            using var channelsLast = isImage ? inputs[0].permute(0, 2, 3, 1) : inputs[0].alias();
            var y = channelsLast.matmul(kernel.Now);
            if (bias is not null)
                y = y.PlusInPlace(bias.Now);
            if (isImage)
                y = y.permute(0, 3, 1, 2);
            return ActivationOperators.Apply(y, layer.Activation, inPlace: true);
        };
    }
}

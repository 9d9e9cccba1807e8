using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>The one place where the engine tells layers apart.</summary>
internal static class OperatorFactory
{
    public static TorchOperator Create(OperatorContext context) => context.NetworkLayer.Layer switch
    {
        InputLayer => (inputs, _) => throw new InvalidOperationException("The input layer computes nothing."),
        Conv2D layer => ConvolutionOperators.Conv2D(layer, context),
        Dense layer => DenseOperators.Dense(layer, context),
        MaxPooling2D layer => PoolingOperators.Max(layer, context),
        AveragePooling2D layer => PoolingOperators.Average(layer, context),
        GlobalAveragePooling2D layer => (inputs, _) => inputs[0].mean([2, 3], layer.KeepDims),
        GlobalMaxPooling2D layer => (inputs, _) => inputs[0].amax([2, 3], layer.KeepDims),
        DepthwiseConv2D layer => DepthwiseOperators.Depthwise(layer, context),
        SeparableConv2D layer => DepthwiseOperators.Separable(layer, context),
        Conv2DTranspose layer => DepthwiseOperators.Transposed(layer, context),
        BatchNormalization layer => new BatchNormalizationOperator(layer, context).Run,
        LayerNormalization layer => NormalizationOperators.Layer(layer, context),
        GroupNormalization layer => NormalizationOperators.Group(layer, context),
        Normalization layer => NormalizationOperators.Fixed(layer, context),
        Flatten => ReshapeOperators.Flatten(context),
        Reshape layer => ReshapeOperators.Reshape(layer),
        Permute layer => ReshapeOperators.Permute(layer),
        ZeroPadding2D layer => ReshapeOperators.Pad(layer.Padding),
        Cropping2D layer => ReshapeOperators.Crop(layer.Cropping),
        CenterCrop layer => ReshapeOperators.Crop(layer.MarginsOf(context.InputShape)),
        Resizing layer => ReshapeOperators.Resize(layer.Interpolation, context),
        UpSampling2D layer => ReshapeOperators.Resize(layer.Interpolation, context),
        Dropout layer => DropoutOperator(layer.Rate, context, layer.PerImage ? PerImage : shape => shape),
        SpatialDropout2D layer => DropoutOperator(layer.Rate, context, shape => [shape[0], shape[1], 1, 1]),
        ReLU layer => RectifierOperators.ReLU(layer, context),
        PReLU => RectifierOperators.PReLU(context),
        ActivationLayer layer => ActivationOperator(layer.Function, context),
        Softmax => ActivationOperator(Activation.Softmax, context),
        LeakyReLU layer => RectifierOperators.LeakyReLU(layer, context),
        ELU layer => RectifierOperators.ELU(layer, context),
        Add => MergeOperators.Add(context.InPlace),
        Multiply => MergeOperators.Fold((a, b) => a.mul(b)),
        Average => MergeOperators.Average(context.Number(context.NetworkLayer.Inputs.Count)),
        // Not torch's own maximum and minimum, which halve the gradient between equal inputs; TensorFlow gives it to the first.
        Maximum => MergeOperators.Fold((a, b) => where(a.ge(b), a, b)),
        Minimum => MergeOperators.Fold((a, b) => where(a.le(b), a, b)),
        Subtract => (inputs, _) => inputs[0].sub(inputs[1]),
        Concatenate => (inputs, _) => cat([.. inputs], inputs[0].dim() == 4 ? 1 : -1),
        Rescaling layer => RescalingOperator(layer, context),
        var layer => throw new NotSupportedException($"Layer '{context.NetworkLayer.Name}' ({layer.Kind}): the TorchSharp engine does not know this layer."),
    };

    private static TorchOperator RescalingOperator(Rescaling layer, OperatorContext context)
    {
        Scalar scale = context.Number(layer.Scale), offset = context.Number(layer.Offset);
        return (inputs, _) => inputs[0].mul(scale).PlusInPlace(offset);
    }

    private static TorchOperator ActivationOperator(Activation activation, OperatorContext context) =>
        (inputs, _) => ActivationOperators.Apply(inputs[0], activation, context.InPlace);

    private static long[] PerImage(long[] shape) => [shape[0], .. Enumerable.Repeat(1L, shape.Length - 1)];

    /// <param name="rate">The share that is dropped.</param>
    /// <param name="context">The layer.</param>
    /// <param name="drawn">The shape of the random numbers for a batch of a shape.</param>
    private static TorchOperator DropoutOperator(double rate, OperatorContext context, Func<long[], long[]> drawn) => (inputs, pass) =>
    {
        var x = inputs[0];
        if (!pass.Training || rate == 0)
            return x.alias();
        using var drawnHere = pass.Random(context.Index, drawn(x.shape));
        using var random = drawnHere.to(context.Device);
        using Scalar limit = rate, factor = 1 / (1 - rate);
        using var kept = random.ge(limit);
        // Apart, because in bfloat16 the factor itself would be rounded.
        return x.mul(kept).mul_(factor);
    };
}

using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>The one place where the engine tells layers apart.</summary>
internal static class OperatorFactory
{
    public static TorchOperator Create(OperatorContext context) => context.NetworkLayer.Layer switch
    {
        InputLayer => (inputs, _) => throw new InvalidOperationException("The input layer computes nothing."),
        Conv2D layer => ConvolutionOperators.Conv2D(layer, context),
        Dense layer => ConvolutionOperators.Dense(layer, context),
        MaxPooling2D layer => PoolingOperators.Max(layer, context),
        AveragePooling2D layer => PoolingOperators.Average(layer, context),
        GlobalAveragePooling2D => (inputs, _) => inputs[0].mean([2, 3]),
        GlobalMaxPooling2D => (inputs, _) => inputs[0].amax([2, 3]),
        BatchNormalization layer => new BatchNormalizationOperator(layer, context).Run,
        Flatten => FlattenOperator(context),
        ZeroPadding2D layer => PaddingOperator(layer.Padding),
        Dropout layer => DropoutOperator(layer.Rate, wholeChannels: false, context),
        SpatialDropout2D layer => DropoutOperator(layer.Rate, wholeChannels: true, context),
        ReLU => ActivationOperator(Activation.ReLU, context),
        ActivationLayer layer => ActivationOperator(layer.Function, context),
        Softmax => ActivationOperator(Activation.Softmax, context),
        LeakyReLU layer => (inputs, _) => nn.functional.leaky_relu(inputs[0], layer.NegativeSlope),
        Add => AddOperator(context.InPlace),
        Concatenate => (inputs, _) => cat([.. inputs], 1),
        Rescaling layer => (inputs, _) => inputs[0].mul(layer.Scale).add_(layer.Offset),
        Normalization layer => NormalizationOperator(layer, context),
        var layer => throw new NotSupportedException($"Layer '{context.NetworkLayer.Name}' ({layer.Kind}): the TorchSharp engine does not know this layer."),
    };

    private static TorchOperator ActivationOperator(Activation activation, OperatorContext context) =>
        (inputs, _) => ActivationOperators.Apply(inputs[0], activation, context.InPlace);

    private static TorchOperator FlattenOperator(OperatorContext context) => context.InputShape is { IsImage: true, Channels: > 1, Height: var h, Width: var w } && h * w > 1
        ? (inputs, _) => inputs[0].permute(0, 2, 3, 1).flatten(1) // Keras' order: rows, columns, channels
        : (inputs, _) => inputs[0].flatten(1);

    private static TorchOperator PaddingOperator(Margins margins) =>
        (inputs, _) => nn.functional.pad(inputs[0], [margins.Left, margins.Right, margins.Top, margins.Bottom]);

    private static TorchOperator DropoutOperator(double rate, bool wholeChannels, OperatorContext context) => (inputs, pass) =>
    {
        var x = inputs[0];
        if (!pass.Training || rate == 0)
            return x.alias();
        using var random = pass.Random(context.Index, wholeChannels ? [x.shape[0], x.shape[1], 1, 1] : x.shape);
        using var kept = random.ge(rate);
        using var factor = kept.to(x.dtype).mul_(1 / (1 - rate));
        return x.mul(factor);
    };

    private static TorchOperator AddOperator(bool inPlace) => (inputs, _) =>
    {
        var sum = inPlace ? inputs[0].add_(inputs[1]) : inputs[0].add(inputs[1]);
        for (int i = 2; i < inputs.Length; i++)
            sum = sum.add_(inputs[i]);
        return sum;
    };

    private static TorchOperator NormalizationOperator(Normalization layer, OperatorContext context)
    {
        if (!layer.IsAdapted)
            throw new InvalidOperationException($"Layer '{context.NetworkLayer.Name}' (Normalization): Mean and Variance are not known yet. Give them, or let training take them from the images.");
        var mean = context.ChannelConstant(layer.MeanAt);
        var divisor = context.ChannelConstant(layer.Divisor);
        return (inputs, _) => inputs[0].sub(mean).div_(divisor);
    }
}

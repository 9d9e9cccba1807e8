using static MLNet.Cnn.OnnxGraph;

namespace MLNet.Cnn;

/// <summary>The one place where the ONNX writer tells layers apart.</summary>
internal static class OnnxLayers
{
    /// <summary>Writes a layer; gives the name of its output.</summary>
    public static string Write(OnnxLayerContext context) => context.NetworkLayer.Layer switch
    {
        Conv2D layer => OnnxConvolutions.Conv2D(layer, context),
        DepthwiseConv2D layer => OnnxConvolutions.Depthwise(layer, context),
        SeparableConv2D layer => OnnxConvolutions.Separable(layer, context),
        Conv2DTranspose layer => OnnxConvolutions.Transposed(layer, context),
        Dense layer => OnnxConvolutions.Dense(layer, context),
        MaxPooling2D layer => context.Graph.Node("MaxPool", [BehindZeros(context)], null, Window(layer, context)),
        AveragePooling2D layer => context.Node("AveragePool", [.. Window(layer, context), Attribute("count_include_pad", 0)]),
        GlobalAveragePooling2D layer => Global("GlobalAveragePool", layer, context),
        GlobalMaxPooling2D layer => Global("GlobalMaxPool", layer, context),
        BatchNormalization layer => OnnxNormalizations.Batch(layer, context),
        LayerNormalization layer => OnnxNormalizations.Layer(layer, context),
        GroupNormalization layer => OnnxNormalizations.Group(layer, context),
        Normalization layer => OnnxNormalizations.Fixed(layer, context),
        Flatten => OnnxReshapes.Flatten(context),
        Reshape layer => OnnxReshapes.Reshape(layer, context),
        Permute layer => OnnxReshapes.Permute(layer, context),
        ZeroPadding2D layer => OnnxReshapes.Pad(layer.Padding, context),
        Cropping2D layer => OnnxReshapes.Crop(layer.Cropping, context),
        CenterCrop layer => OnnxReshapes.Crop(layer.MarginsOf(context.InputShape), context),
        Resizing layer => OnnxReshapes.Resize(layer.Interpolation, context),
        UpSampling2D layer => OnnxReshapes.Resize(layer.Interpolation, context),
        Dropout or SpatialDropout2D => context.Input,
        ReLU layer => OnnxRectifiers.ReLU(layer, context),
        PReLU => OnnxRectifiers.PReLU(context),
        ActivationLayer layer => context.Activate(context.Input, layer.Function),
        Softmax => context.Activate(context.Input, Activation.Softmax),
        LeakyReLU layer => context.Node("LeakyRelu", Attribute("alpha", (float)layer.NegativeSlope)),
        ELU layer => context.Node("Elu", Attribute("alpha", (float)layer.Alpha)),
        Add => context.Node(context.Inputs.Length == 2 ? "Add" : "Sum"),
        Multiply => context.Inputs.Aggregate((a, b) => context.Graph.Node("Mul", [a, b])),
        Average => context.Node("Mean"),
        Maximum => context.Node("Max"),
        Minimum => context.Node("Min"),
        Subtract => context.Node("Sub"),
        Concatenate => context.Node("Concat", Attribute("axis", context.InputShape.IsImage ? 1 : -1)),
        Rescaling layer => context.Graph.Node("Add", [
            context.Graph.Node("Mul", [context.Input, context.Constant("scale", [(float)layer.Scale])]),
            context.Constant("offset", [(float)layer.Offset])]),
        var layer => throw new NotSupportedException($"Layer '{context.NetworkLayer.Name}' ({layer.Kind}) cannot be written as ONNX."),
    };

    private static string Global(string operation, GlobalPooling2D layer, OnnxLayerContext context)
    {
        string value = context.Node(operation);
        return layer.KeepDims ? value : OnnxReshapes.FlattenValue(context, value);
    }

    /// <summary>
    /// The input of a max pooling. ONNX Runtime's optimizer (seen in 1.31.1) makes a Pad directly in front the pooling's own margins, which
    /// never win, so that zeros beside negative values are lost. A limit that no number reaches keeps the two apart.
    /// </summary>
    private static string BehindZeros(OnnxLayerContext context)
    {
        var layer = context.Network.Layers[context.NetworkLayer.Inputs[0]];
        // What is nothing while scoring does not stand between.
        while (layer.Layer.Traits.HasFlag(LayerTraits.OnlyInTraining) || layer.Layer is ActivationLayer { Function: Activation.Linear })
            layer = context.Network.Layers[layer.Inputs[0]];
        return layer.Layer is ZeroPadding2D ? context.Graph.Node("Clip", [context.Input, context.Scalar("lowest", float.MinValue)]) : context.Input;
    }

    private static ProtoMessage[] Window(Pooling2D layer, OnnxLayerContext context)
    {
        var margins = WindowArithmetic.MarginsFor(context.InputSize, layer.PoolSize, layer.Steps, layer.Padding);
        return
        [
            Attribute("kernel_shape", layer.PoolSize.Height, layer.PoolSize.Width),
            Attribute("strides", layer.Steps.Height, layer.Steps.Width),
            Attribute("pads", margins.Top, margins.Left, margins.Bottom, margins.Right),
        ];
    }
}

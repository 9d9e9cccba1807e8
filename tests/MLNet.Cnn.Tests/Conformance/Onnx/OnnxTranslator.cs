namespace MLNet.Cnn.Tests;

/// <summary>The one place that tells the operators of ONNX apart: which of our layers compute the same.</summary>
/// <remarks>
/// A node that takes part of its attributes from layers in front or behind, such as margins from a ZeroPadding2D, is written with them. Outputs
/// that no layer has (the positions of a maximum, the mean inside a normalization) are not compared.
/// </remarks>
internal static class OnnxTranslator
{
    /// <summary>The node in our layers, in each way there is.</summary>
    /// <exception cref="NotSupportedException">No layer computes this; the message says what is missing.</exception>
    public static IReadOnlyList<NodeTranslation> Translate(OnnxNode node) => node.Operator switch
    {
        "Conv" => OnnxConvolutionNodes.Convolution(node),
        "ConvTranspose" => [OnnxConvolutionNodes.Transposed(node)],
        "Gemm" => [OnnxMatrixNodes.Gemm(node)],
        "MatMul" => [OnnxMatrixNodes.MatMul(node)],
        "MaxPool" => [OnnxPoolingNodes.Pool(node, (size, strides) => new MaxPooling2D(size, strides))],
        "AveragePool" => [OnnxPoolingNodes.Pool(node, (size, strides) => new AveragePooling2D(size, strides))],
        "GlobalAveragePool" => [OnnxPoolingNodes.Global(node, new GlobalAveragePooling2D { KeepDims = true })],
        "GlobalMaxPool" => [OnnxPoolingNodes.Global(node, new GlobalMaxPooling2D { KeepDims = true })],
        "ReduceMean" => [OnnxPoolingNodes.Mean(node)],
        "BatchNormalization" => [OnnxNormalizationNodes.Batch(node)],
        "LayerNormalization" => [OnnxNormalizationNodes.Layer(node)],
        "GroupNormalization" => [OnnxNormalizationNodes.Group(node, node.Whole("num_groups", 1))],
        "InstanceNormalization" => [OnnxNormalizationNodes.Group(node, node.Input(0).Dims[1])],
        "Add" => [OnnxMergeNodes.Merge(node, new Add())],
        "Sub" => [OnnxMergeNodes.Merge(node, new Subtract())],
        "Mul" => [OnnxMergeNodes.Merge(node, new Multiply())],
        "Max" => [OnnxMergeNodes.Merge(node, new Maximum())],
        "Min" => [OnnxMergeNodes.Merge(node, new Minimum())],
        "Mean" => [OnnxMergeNodes.Merge(node, new Average())],
        "Concat" => [OnnxMergeNodes.Concat(node)],
        "PRelu" => [OnnxActivationNodes.PRelu(node)],
        "Softmax" => [OnnxActivationNodes.Softmax(node)],
        "Clip" => [OnnxActivationNodes.Clip(node)],
        "Flatten" => [OnnxShapeNodes.Flatten(node)],
        "Reshape" => [OnnxShapeNodes.Reshape(node)],
        "Transpose" => [OnnxShapeNodes.Transpose(node)],
        "DepthToSpace" => [OnnxShapeNodes.DepthToSpace(node)],
        "Pad" => [OnnxShapeNodes.Pad(node)],
        "Resize" => [OnnxResizeNodes.Resize(node)],
        "Dropout" => [OnnxActivationNodes.Dropout(node)],
        _ => OnnxActivationNodes.Elementwise(node),
    };
}

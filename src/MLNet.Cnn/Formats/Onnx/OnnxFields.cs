namespace MLNet.Cnn;

/// <summary>The field numbers and codes of onnx.proto3 that are used here, with ONNX' names.</summary>
/// <remarks>Source: github.com/onnx/onnx, onnx/onnx.proto3.</remarks>
internal static class OnnxFields
{
    public const int ModelIrVersion = 1, ModelProducerName = 2, ModelProducerVersion = 3, ModelGraph = 7, ModelOpsetImport = 8, ModelMetadataProps = 14;
    public const int OpsetDomain = 1, OpsetVersion = 2;
    public const int EntryKey = 1, EntryValue = 2;
    public const int GraphNode = 1, GraphName = 2, GraphInitializer = 5, GraphInput = 11, GraphOutput = 12;
    public const int NodeInput = 1, NodeOutput = 2, NodeName = 3, NodeOpType = 4, NodeAttribute = 5, NodeDomain = 7;
    public const int AttributeName = 1, AttributeFloat = 2, AttributeInt = 3, AttributeInts = 8, AttributeStrings = 9, AttributeKind = 20;
    public const int TensorDims = 1, TensorDataType = 2, TensorStringData = 6, TensorName = 8, TensorRawData = 9;
    public const int ValueName = 1, ValueKind = 2, TypeTensor = 1, TensorTypeElement = 1, TensorTypeShape = 2, ShapeDim = 1, DimValue = 1, DimParam = 2;

    public const int KindFloat = 1, KindInt = 2, KindInts = 7, KindStrings = 8;

    public const int ElementFloat = 1, ElementUInt8 = 2, ElementInt64 = 7, ElementString = 8;
}

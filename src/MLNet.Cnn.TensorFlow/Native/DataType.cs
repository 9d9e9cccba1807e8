namespace MLNet.Cnn;

/// <summary>The types of tensors that are used here, by TensorFlow's numbers (tensorflow/c/tf_datatype.h).</summary>
internal enum DataType
{
    Float = 1,
    Int32 = 3,
    Int64 = 9,
    BFloat16 = 14,
    Resource = 20,
}

namespace MLNet.Cnn;

/// <summary>The one place where weights change layout: Keras' kernels are (height, width, in, out), libtorch's and ONNX' (out, in, height, width).</summary>
internal static class WeightLayout
{
    /// <summary>A kernel from (height, width, in, out) to (out, in, height, width).</summary>
    public static float[] ToOutputFirst(ReadOnlySpan<float> kernel, Shape keras)
    {
        var (area, ins, outs) = Sizes(keras);
        var result = new float[kernel.Length];
        for (int pixel = 0; pixel < area; pixel++)
        {
            for (int i = 0; i < ins; i++)
            {
                for (int o = 0; o < outs; o++)
                    result[(o * ins + i) * area + pixel] = kernel[(pixel * ins + i) * outs + o];
            }
        }
        return result;
    }

    /// <summary>A kernel from (out, in, height, width) to (height, width, in, out).</summary>
    public static float[] FromOutputFirst(ReadOnlySpan<float> kernel, Shape keras)
    {
        var (area, ins, outs) = Sizes(keras);
        var result = new float[kernel.Length];
        for (int o = 0; o < outs; o++)
        {
            for (int i = 0; i < ins; i++)
            {
                for (int pixel = 0; pixel < area; pixel++)
                    result[(pixel * ins + i) * outs + o] = kernel[(o * ins + i) * area + pixel];
            }
        }
        return result;
    }

    /// <summary>The shape (out, in, height, width) of a kernel of the shape (height, width, in, out).</summary>
    public static long[] OutputFirst(Shape keras) => [keras.Dimensions[3], keras.Dimensions[2], keras.Dimensions[0], keras.Dimensions[1]];

    private static (int Area, int Ins, int Outs) Sizes(Shape keras) =>
        (keras.Dimensions[0] * keras.Dimensions[1], keras.Dimensions[2], keras.Dimensions[3]);
}

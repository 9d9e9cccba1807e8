namespace MLNet.Cnn;

/// <summary>The one place for the arithmetic of sliding windows: output sizes and the margins of <see cref="Padding.Same"/>.</summary>
/// <remarks>
/// Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning" (2016), and TensorFlow's rule for
/// SAME. Shapes, the engines and the ONNX graph all ask here.
/// </remarks>
internal static class WindowArithmetic
{
    /// <summary>Pixels covered by a dilated kernel: (k - 1) d + 1.</summary>
    public static int Covered(int kernel, int dilation) => (kernel - 1) * dilation + 1;

    /// <summary>Pixels covered by a dilated kernel, along both directions.</summary>
    public static Size2D Covered(Size2D kernel, Size2D dilation) =>
        new(Covered(kernel.Height, dilation.Height), Covered(kernel.Width, dilation.Width));

    /// <summary>
    /// Output size along both directions: ceil(n / s) under Same, floor((n - covered) / s) + 1 under Valid; below 1 when the
    /// window does not fit.
    /// </summary>
    public static Size2D OutputSize(Size2D input, Size2D covered, Size2D strides, Padding padding) => new(
        OutputLength(input.Height, covered.Height, strides.Height, padding),
        OutputLength(input.Width, covered.Width, strides.Width, padding));

    /// <summary>The margins that <paramref name="padding"/> puts around the input; the odd row or column comes last.</summary>
    public static Margins MarginsFor(Size2D input, Size2D covered, Size2D strides, Padding padding)
    {
        if (padding == Padding.Valid)
            return default;
        int height = TotalMargin(input.Height, covered.Height, strides.Height);
        int width = TotalMargin(input.Width, covered.Width, strides.Width);
        return new Margins(height / 2, height - height / 2, width / 2, width - width / 2);
    }

    /// <summary>The output of a transposed convolution: n s under Same, n s + max(covered - s, 0) under Valid (Keras' <c>compute_conv_transpose_output_length</c>).</summary>
    public static int TransposedLength(int input, int covered, int stride, Padding padding) =>
        checked(input * stride + (padding == Padding.Valid ? Math.Max(covered - stride, 0) : 0));

    /// <summary>
    /// What a transposed convolution cuts off its full output, which is (n - 1) s + covered long; below 0 where it adds zeros at the end
    /// instead. Under Same it is the margin that the convolution from output to input would have: the odd row or column last.
    /// </summary>
    public static Margins TransposedCrop(Size2D covered, Size2D strides, Padding padding)
    {
        var (top, bottom) = TransposedCrop(covered.Height, strides.Height, padding);
        var (left, right) = TransposedCrop(covered.Width, strides.Width, padding);
        return new Margins(top, bottom, left, right);
    }

    private static (int Before, int After) TransposedCrop(int covered, int stride, Padding padding)
    {
        int total = covered - stride;
        return total < 0 ? (0, total) : padding == Padding.Same ? (total / 2, total - total / 2) : (0, 0);
    }

    private static int OutputLength(int input, int covered, int stride, Padding padding) => padding switch
    {
        Padding.Same => (input - 1) / stride + 1, // ceil(input / stride), without overflow
        Padding.Valid => input < covered ? 0 : (input - covered) / stride + 1,
        _ => throw new ArgumentOutOfRangeException(nameof(padding), padding, "Unknown padding."),
    };

    private static int TotalMargin(int input, int covered, int stride) =>
        Math.Max(0, (OutputLength(input, covered, stride, Padding.Same) - 1) * stride + covered - input);
}

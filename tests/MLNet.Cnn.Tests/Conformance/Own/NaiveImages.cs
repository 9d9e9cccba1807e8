namespace MLNet.Cnn.Tests;

/// <summary>Images in double precision, (count, height, width, channels), and layers worked straight from their definitions: slow, plain, and nobody else's code.</summary>
internal sealed record NaiveImages(double[] Values, int Count, int Height, int Width, int Channels)
{
    public double this[int image, int row, int column, int channel] => Values[((image * Height + row) * Width + column) * Channels + channel];

    private bool Contains(int row, int column) => row >= 0 && row < Height && column >= 0 && column < Width;

    /// <summary>
    /// A convolution: output filter f of group g is the sum over the window and the channels of the group, times the kernel (height, width, channels of a
    /// group, filters), plus the bias.
    /// </summary>
    public NaiveImages Convolve(double[] kernel, double[]? bias, Conv2D layer)
    {
        int channels = Channels / layer.Groups, filters = layer.Filters;
        return Slide(layer.KernelSize, layer.Strides, layer.DilationRate, layer.Padding, filters, (image, rows, columns, filter) =>
        {
            double sum = bias?[filter] ?? 0;
            int first = filter / (filters / layer.Groups) * channels;
            for (int i = 0; i < rows.Length; i++)
            {
                for (int j = 0; j < columns.Length; j++)
                {
                    for (int c = 0; Contains(rows[i], columns[j]) && c < channels; c++)
                        sum += this[image, rows[i], columns[j], first + c] * kernel[((i * columns.Length + j) * channels + c) * filters + filter];
                }
            }
            return sum;
        });
    }

    /// <summary>A pooling of the pixels of the image that lie in the window; those of the margin do not count.</summary>
    public NaiveImages Pool(Pooling2D layer, Func<IEnumerable<double>, double> pool) => Slide(layer.PoolSize, layer.Strides ?? layer.PoolSize, 1, layer.Padding, Channels,
        (image, rows, columns, channel) => pool(from row in rows from column in columns where Contains(row, column) select this[image, row, column, channel]));

    /// <summary>Each channel less its mean over its standard deviation, times gamma plus beta.</summary>
    public NaiveImages Normalize(double[] mean, double[] variance, double epsilon, double[]? gamma, double[]? beta)
    {
        return this with { Values = [.. Values.Select((value, i) => Normalized(value, i % Channels))] };

        double Normalized(double value, int c) => (value - mean[c]) / Math.Sqrt(variance[c] + epsilon) * (gamma?[c] ?? 1) + (beta?[c] ?? 0);
    }

    /// <summary>The mean of each channel over images, rows and columns, and the mean of its squared distance from it: the population's variance, not divided by one less.</summary>
    public (double[] Mean, double[] Variance) Statistics()
    {
        var channels = Enumerable.Range(0, Channels).Select(c => Values.Where((_, i) => i % Channels == c).ToArray()).ToList();
        double[] mean = [.. channels.Select(values => values.Average())];
        return (mean, [.. channels.Select((values, c) => values.Average(value => (value - mean[c]) * (value - mean[c])))]);
    }

    private NaiveImages Slide(Size2D window, Size2D strides, Size2D dilation, Padding padding, int outputs, Func<int, int[], int[], int, double> at)
    {
        int[][] rows = Windows(Height, window.Height, strides.Height, dilation.Height, padding), columns = Windows(Width, window.Width, strides.Width, dilation.Width, padding);
        return new NaiveImages(
            [
                .. from image in Enumerable.Range(0, Count)
                   from row in rows
                   from column in columns
                   from output in Enumerable.Range(0, outputs)
                   select at(image, row, column, output),
            ],
            Count, rows.Length, columns.Length, outputs);
    }

    /// <summary>The places that each window covers. SAME: ceil(n / s) windows, with as many places beyond the image as they need, the odd one at the end (TensorFlow's rule).</summary>
    private static int[][] Windows(int length, int window, int stride, int dilation, Padding padding)
    {
        int covered = (window - 1) * dilation + 1;
        int count = padding == Padding.Same ? (length + stride - 1) / stride : (length - covered) / stride + 1;
        int before = padding == Padding.Same ? Math.Max(0, (count - 1) * stride + covered - length) / 2 : 0;
        return [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, window).Select(k => i * stride - before + k * dilation).ToArray())];
    }
}

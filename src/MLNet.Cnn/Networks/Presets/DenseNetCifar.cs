namespace MLNet.Cnn;

public static partial class Networks
{
    /// <summary>The densely connected network of 40 layers for small images. On 32x32x3 images with ten classes: 1.0 million parameters.</summary>
    /// <remarks>Source: Huang, Liu, van der Maaten and Weinberger, "Densely Connected Convolutional Networks" (2017), table 2.</remarks>
    /// <param name="growthRate">Channels that each layer adds (the paper's k). Default: 12.</param>
    /// <param name="dropout">The share of values dropped behind each convolution; the paper has 0.2 where images are not augmented. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkBuilder DenseNet40(int growthRate = 12, double dropout = 0) => DenseNetCifar(40, growthRate, compressed: false, dropout);

    /// <summary>The densely connected network of 40 layers with bottlenecks and compression, for small images. On 32x32x3 images with ten classes: 0.18 million parameters.</summary>
    /// <inheritdoc cref="DenseNet40" path="/remarks|/param|/exception"/>
    public static NetworkBuilder DenseNetBC40(int growthRate = 12, double dropout = 0) => DenseNetCifar(40, growthRate, compressed: true, dropout);

    /// <summary>The densely connected network of 100 layers with bottlenecks and compression, for small images. On 32x32x3 images with ten classes: 0.8 million parameters.</summary>
    /// <inheritdoc cref="DenseNet40" path="/remarks|/param|/exception"/>
    public static NetworkBuilder DenseNetBC100(int growthRate = 12, double dropout = 0) => DenseNetCifar(100, growthRate, compressed: true, dropout);

    /// <summary>A densely connected network for small images of any depth: a 3x3 convolution and three dense blocks.</summary>
    /// <inheritdoc cref="DenseNet40" path="/remarks|/exception"/>
    /// <param name="depth">The number of layers with a kernel: 3 n + 4, or 6 n + 4 with bottlenecks.</param>
    /// <param name="growthRate">Channels that each layer adds (the paper's k). Default: 12.</param>
    /// <param name="compressed">Whether layers have bottlenecks and transitions keep half the channels (the paper's DenseNet-BC). Default: <see langword="true"/>.</param>
    /// <param name="dropout">The share of values dropped behind each convolution. Default: 0.</param>
    public static NetworkBuilder DenseNetCifar(int depth, int growthRate = 12, bool compressed = true, double dropout = 0)
    {
        int perBlock = (depth - 4) / 3 / (compressed ? 2 : 1);
        if (perBlock < 1 || depth != 4 + perBlock * 3 * (compressed ? 2 : 1))
            throw new ArgumentOutOfRangeException(nameof(depth), FormattableString.Invariant($"depth is {depth}, but it must be {(compressed ? "6 n + 4" : "3 n + 4")} with n of at least 1: 10, 16, 22, 28, 34, 40, …"));
        ArgumentOutOfRangeException.ThrowIfLessThan(growthRate, 1);
        Preset.CheckDropout(dropout);
        var style = new BlockStyle { KernelInitializer = Initializers.HeNormal, Dropout = dropout };
        return Preset.Of(NetworkFamily.DenseNetCifar, FormattableString.Invariant($"DenseNet{(compressed ? "BC" : "")}{depth}"), (image, classCount) =>
        {
            var x = image.Convolution(style with { Name = "conv1" }, "conv", compressed ? 2 * growthRate : 16, 3);
            for (int block = 2; block <= 4; block++)
            {
                x = x.DenseBlock(perBlock, growthRate, compressed, style with { Name = FormattableString.Invariant($"conv{block}") });
                if (block < 4)
                    x = x.TransitionBlock(compressed ? 0.5 : 1, style with { Name = FormattableString.Invariant($"pool{block}") });
            }
            return x.Normalization(style, "bn").Activation(style, "relu").Head(classCount, dropout: 0);
        });
    }
}

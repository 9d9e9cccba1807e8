namespace MLNet.Cnn;

public static partial class Networks
{
    /// <summary>The residual network of 20 layers for small images. On 32x32x3 images with ten classes: 0.27 million parameters.</summary>
    /// <inheritdoc cref="ResNetCifar" path="/remarks|/param[@name='shortcut']|/param[@name='width']|/param[@name='dropout']|/exception"/>
    public static NetworkBuilder ResNet20(Shortcut shortcut = Shortcut.ZeroPadding, double width = 1, double dropout = 0) => ResNetCifar(20, shortcut, width, dropout);

    /// <summary>The residual network of 32 layers for small images. On 32x32x3 images with ten classes: 0.46 million parameters.</summary>
    /// <inheritdoc cref="ResNetCifar" path="/remarks|/param[@name='shortcut']|/param[@name='width']|/param[@name='dropout']|/exception"/>
    public static NetworkBuilder ResNet32(Shortcut shortcut = Shortcut.ZeroPadding, double width = 1, double dropout = 0) => ResNetCifar(32, shortcut, width, dropout);

    /// <summary>The residual network of 44 layers for small images. On 32x32x3 images with ten classes: 0.66 million parameters.</summary>
    /// <inheritdoc cref="ResNetCifar" path="/remarks|/param[@name='shortcut']|/param[@name='width']|/param[@name='dropout']|/exception"/>
    public static NetworkBuilder ResNet44(Shortcut shortcut = Shortcut.ZeroPadding, double width = 1, double dropout = 0) => ResNetCifar(44, shortcut, width, dropout);

    /// <summary>The residual network of 56 layers for small images. On 32x32x3 images with ten classes: 0.85 million parameters.</summary>
    /// <inheritdoc cref="ResNetCifar" path="/remarks|/param[@name='shortcut']|/param[@name='width']|/param[@name='dropout']|/exception"/>
    public static NetworkBuilder ResNet56(Shortcut shortcut = Shortcut.ZeroPadding, double width = 1, double dropout = 0) => ResNetCifar(56, shortcut, width, dropout);

    /// <summary>A residual network for small images of any depth 6 n + 2: a 3x3 convolution and three stages of n blocks with 16, 32 and 64 filters.</summary>
    /// <remarks>Source: He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition" (2015), section 4.2; first kernels after He et al. (2015a).
    /// With <see cref="Shortcut.None"/> it is the paper's plain network.</remarks>
    /// <param name="depth">The number of layers with a kernel: 20, 32, 44, 56, 110, …</param>
    /// <param name="shortcut">What leads past a block that changes the shape. Default: the paper's option A, <see cref="Shortcut.ZeroPadding"/>.</param>
    /// <param name="width">The factor of all filters. Default: 1.</param>
    /// <param name="dropout">The share of values dropped before the last layer. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The depth is not 6 n + 2, or another number is out of its range.</exception>
    public static NetworkBuilder ResNetCifar(int depth, Shortcut shortcut = Shortcut.ZeroPadding, double width = 1, double dropout = 0)
    {
        if (depth < 8 || depth % 6 != 2)
            throw new ArgumentOutOfRangeException(nameof(depth), FormattableString.Invariant($"depth is {depth}, but it must be 6 n + 2 with n of at least 1: 8, 14, 20, 26, 32, …"));
        Preset.CheckWidth(width);
        Preset.CheckDropout(dropout);
        var style = new BlockStyle { Shortcut = shortcut, KernelInitializer = Initializers.HeNormal };
        string name = shortcut == Shortcut.None ? "PlainNet" : "ResNet";
        return Preset.Of(NetworkFamily.ResNetCifar, FormattableString.Invariant($"{name}{depth}"), (image, classCount) =>
        {
            var x = image.Convolution(style with { Name = "conv1" }, "conv", 16.Scaled(width), 3)
                .Normalization(style with { Name = "conv1" }, "bn").Activation(style with { Name = "conv1" }, "relu");
            for (int stage = 0; stage < 3; stage++)
            {
                for (int block = 1; block <= (depth - 2) / 6; block++)
                {
                    x = x.ResidualBlock((16 << stage).Scaled(width), stage > 0 && block == 1 ? 2 : 1,
                        style with { Name = FormattableString.Invariant($"conv{stage + 2}_block{block}") });
                }
            }
            return x.Head(classCount, dropout);
        });
    }
}

namespace MLNet.Cnn;

/// <summary>What the blocks of a network have in common: how they normalize, activate, start, name their layers and lead past a branch.</summary>
/// <example><code>
/// var style = new BlockStyle { Activation = new ActivationLayer(Activation.SiLU), Normalization = new GroupNormalization { Groups = 8 } };
/// x = x.ResidualBlock(16, style: style).ResidualBlock(32, strides: 2, style: style);
/// </code></example>
public sealed record BlockStyle
{
    /// <summary>What the names of the block's layers begin with: <c>conv2_block1</c> gives <c>conv2_block1_1_conv</c> and so on, as in Keras' applications.</summary>
    /// <value>Default: <see langword="null"/>, then layers are named after their kind.</value>
    public string? Name { get; init; }

    /// <summary>What stands where the paper has a batch normalization: a layer that keeps the shape.</summary>
    /// <value>Default: <see cref="BatchNormalization"/>.</value>
    public Layer Normalization { get; init; } = new BatchNormalization();

    /// <summary>What stands where the paper has a ReLU: a layer that keeps the shape.</summary>
    /// <value>Default: <see cref="ReLU"/>.</value>
    public Layer Activation { get; init; } = new ReLU();

    /// <summary>Whether convolutions have a bias although a normalization follows, which takes it off again.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool UseBias { get; init; }

    /// <summary>How the kernels of convolutions begin.</summary>
    /// <value>Default: <see cref="Initializers.GlorotUniform"/>, Keras' default.</value>
    public Initializer KernelInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>How a residual block leads its input past a branch that has another shape.</summary>
    /// <value>Default: <see cref="Shortcut.Projection"/>, the only one of pre-activation blocks.</value>
    public Shortcut Shortcut { get; init; } = Shortcut.Projection;

    /// <summary>Whether the strides of a bottleneck are those of its first 1x1 convolution, as in the paper and in Keras' applications, and not of its 3x3 convolution.</summary>
    /// <value>Default: <see langword="false"/>: the 3x3 convolution, which loses nothing.</value>
    public bool StridesFirst { get; init; }

    /// <summary>The share of values set to 0 behind the convolutions of a dense block while training.</summary>
    /// <value>Default: 0. Range: at least 0 and below 1.</value>
    public double Dropout { get; init; }

    /// <summary>The share of images for which a residual branch is left out while training (Huang et al. 2016): <see cref="MLNet.Cnn.Dropout.PerImage"/>.</summary>
    /// <value>Default: 0. Range: at least 0 and below 1.</value>
    public double StochasticDepth { get; init; }

    internal string? NameOf(string part) => Name is null ? null : $"{Name}_{part}";

    /// <summary>The same style for a block of this name, if blocks are named at all.</summary>
    internal BlockStyle Named(string part) => Name is null ? this : this with { Name = $"{Name}_{part}" };
}

namespace MLNet.Cnn;

/// <summary>What <see cref="MaxPooling2D"/> and <see cref="AveragePooling2D"/> have in common: a window that slides over each channel.</summary>
public abstract record Pooling2D : Layer
{
    private protected Pooling2D(Size2D? poolSize, Size2D? strides)
    {
        PoolSize = poolSize ?? 2;
        Strides = strides;
    }

    /// <summary>Height and width of the window, in pixels.</summary>
    /// <value>Default: 2x2. At least 1.</value>
    public Size2D PoolSize { get; init; }

    /// <summary>Steps of the window along height and width.</summary>
    /// <value>Default: <see langword="null"/>, which means <see cref="PoolSize"/>: windows side by side.</value>
    public Size2D? Strides { get; init; }

    /// <summary>What happens at the border. Padded pixels are never the maximum and never part of an average.</summary>
    /// <value>Default: <see cref="Padding.Valid"/>.</value>
    public Padding Padding { get; init; } = Padding.Valid;

    internal Size2D Steps => Strides ?? PoolSize;

    internal override LayerReach Reach => new(PoolSize, Steps);

    internal override Shape InferShape(LayerInputs inputs)
    {
        var input = inputs.SingleImage;
        inputs.Require(PoolSize.IsPositive, $"PoolSize is {PoolSize}, but both sides must be at least 1.");
        inputs.Require(Steps.IsPositive, $"Strides is {Steps}, but both must be at least 1.");
        var output = WindowArithmetic.OutputSize(inputs.SingleImageSize, PoolSize, Steps, Padding);
        inputs.Require(output.IsPositive,
            $"a {PoolSize} window does not fit the {input} input under Padding.Valid. Use Padding.Same, a smaller window or a larger image.");
        return new Shape(output.Height, output.Width, input.Channels);
    }
}

namespace MLNet.Cnn;

/// <summary>The layers as methods of <see cref="Symbol"/>, for the functional style: <c>x.Conv2D(16, 3).ReLU()</c>.</summary>
/// <remarks>Each puts the layer of the same name behind the symbol; settings that are not parameters here are set with
/// <see cref="Symbol.Apply"/>: <c>x.Apply(new Conv2D(16, 3) { Groups = 4 })</c>.</remarks>
public static class SymbolLayers
{
    /// <summary>Puts a <see cref="MLNet.Cnn.Conv2D"/> behind the symbol.</summary>
    /// <param name="x">The input.</param>
    /// <param name="filters">Number of filters.</param>
    /// <param name="kernelSize">Height and width of the window, in pixels.</param>
    /// <param name="strides">Steps of the window. Default: 1.</param>
    /// <param name="padding">What happens at the border. Default: <see cref="Padding.Valid"/>.</param>
    /// <param name="useBias">Whether a bias is added. Default: <see langword="true"/>.</param>
    /// <param name="activation">The activation. Default: <see cref="Activation.Linear"/>.</param>
    /// <param name="name">The layer's name. Default: by Keras' rule.</param>
    public static Symbol Conv2D(
        this Symbol x, int filters, Size2D kernelSize, Size2D? strides = null, Padding padding = Padding.Valid,
        bool useBias = true, Activation activation = MLNet.Cnn.Activation.Linear, string? name = null) =>
        x.Apply(new Conv2D(filters, kernelSize)
        {
            Strides = strides ?? 1,
            Padding = padding,
            UseBias = useBias,
            Activation = activation,
            Name = name,
        });

    /// <summary>Puts a <see cref="MLNet.Cnn.BatchNormalization"/> with Keras' defaults behind the symbol.</summary>
    public static Symbol BatchNormalization(this Symbol x, string? name = null) => x.Apply(new BatchNormalization { Name = name });

    /// <summary>Puts a <see cref="MLNet.Cnn.ReLU"/> behind the symbol.</summary>
    public static Symbol ReLU(this Symbol x, string? name = null) => x.Apply(new ReLU { Name = name });

    /// <summary>Puts an <see cref="ActivationLayer"/> behind the symbol.</summary>
    public static Symbol Activation(this Symbol x, Activation activation, string? name = null) =>
        x.Apply(new ActivationLayer(activation) { Name = name });

    /// <summary>Puts a <see cref="MLNet.Cnn.MaxPooling2D"/> behind the symbol.</summary>
    public static Symbol MaxPooling2D(
        this Symbol x, Size2D? poolSize = null, Size2D? strides = null, Padding padding = Padding.Valid, string? name = null) =>
        x.Apply(new MaxPooling2D(poolSize, strides) { Padding = padding, Name = name });

    /// <summary>Puts an <see cref="MLNet.Cnn.AveragePooling2D"/> behind the symbol.</summary>
    public static Symbol AveragePooling2D(
        this Symbol x, Size2D? poolSize = null, Size2D? strides = null, Padding padding = Padding.Valid, string? name = null) =>
        x.Apply(new AveragePooling2D(poolSize, strides) { Padding = padding, Name = name });

    /// <summary>Puts a <see cref="MLNet.Cnn.GlobalAveragePooling2D"/> behind the symbol.</summary>
    public static Symbol GlobalAveragePooling2D(this Symbol x, string? name = null) => x.Apply(new GlobalAveragePooling2D { Name = name });

    /// <summary>Puts a <see cref="MLNet.Cnn.GlobalMaxPooling2D"/> behind the symbol.</summary>
    public static Symbol GlobalMaxPooling2D(this Symbol x, string? name = null) => x.Apply(new GlobalMaxPooling2D { Name = name });

    /// <summary>Puts a <see cref="MLNet.Cnn.ZeroPadding2D"/> behind the symbol.</summary>
    public static Symbol ZeroPadding2D(this Symbol x, Margins padding, string? name = null) =>
        x.Apply(new ZeroPadding2D(padding) { Name = name });

    /// <summary>Puts a <see cref="MLNet.Cnn.Flatten"/> behind the symbol.</summary>
    public static Symbol Flatten(this Symbol x, string? name = null) => x.Apply(new Flatten { Name = name });

    /// <summary>Puts a <see cref="MLNet.Cnn.Dense"/> behind the symbol.</summary>
    public static Symbol Dense(
        this Symbol x, int units, Activation activation = MLNet.Cnn.Activation.Linear, bool useBias = true, string? name = null) =>
        x.Apply(new Dense(units, activation) { UseBias = useBias, Name = name });

    /// <summary>Puts a <see cref="MLNet.Cnn.Dropout"/> behind the symbol.</summary>
    public static Symbol Dropout(this Symbol x, double rate, string? name = null) => x.Apply(new Dropout(rate) { Name = name });

    /// <summary>Puts a <see cref="MLNet.Cnn.SpatialDropout2D"/> behind the symbol.</summary>
    public static Symbol SpatialDropout2D(this Symbol x, double rate, string? name = null) =>
        x.Apply(new SpatialDropout2D(rate) { Name = name });

    /// <summary>Puts a <see cref="MLNet.Cnn.Softmax"/> behind the symbol.</summary>
    public static Symbol Softmax(this Symbol x, string? name = null) => x.Apply(new Softmax { Name = name });

    /// <summary>Puts a <see cref="MLNet.Cnn.Rescaling"/> behind the symbol.</summary>
    public static Symbol Rescaling(this Symbol x, double scale, double offset = 0, string? name = null) =>
        x.Apply(new Rescaling(scale, offset) { Name = name });

    /// <summary>Adds other symbols to this one, element by element: <see cref="MLNet.Cnn.Add"/>.</summary>
    public static Symbol Add(this Symbol x, params ReadOnlySpan<Symbol> others) => x.Apply(new Add(), others);

    /// <summary>Joins other symbols to this one along the channels: <see cref="MLNet.Cnn.Concatenate"/>.</summary>
    public static Symbol Concatenate(this Symbol x, params ReadOnlySpan<Symbol> others) => x.Apply(new Concatenate(), others);
}

namespace MLNet.Cnn;

/// <summary>The definition of one layer: what it computes and with which settings. It holds no weights and no state.</summary>
/// <remarks>
/// Layers are values: two with equal settings are equal, and one definition may stand in several networks. Names and
/// defaults are Keras'. The set of layers is closed, because every engine and file format has to know each of them.
/// </remarks>
public abstract record Layer
{
    private protected Layer()
    {
    }

    /// <summary>The layer's name inside its network, unique there.</summary>
    /// <value>Default: <see langword="null"/>, then the network names it after its kind, as Keras does: <c>conv2d</c>, <c>conv2d_1</c>, …</value>
    public string? Name { get; init; }

    /// <summary>Whether training changes the layer's weights.</summary>
    /// <value>Default: <see langword="true"/>. A BatchNormalization that is not trainable also runs in inference mode while training (Keras' rule).</value>
    public bool Trainable { get; init; } = true;

    /// <summary>The kind of layer, which is Keras' class name: <c>Conv2D</c>.</summary>
    public virtual string Kind => GetType().Name;

    /// <summary>What the layer is to what surrounds it. It has no default, so that a new layer has to answer.</summary>
    internal abstract LayerTraits Traits { get; }

    /// <summary>Checks the settings against the inputs and gives the shape of the output.</summary>
    internal abstract Shape InferShape(LayerInputs inputs);

    /// <summary>The weights, in Keras' order: trainable ones first.</summary>
    internal virtual IReadOnlyList<WeightSpec> InferWeights(LayerInputs inputs) => [];

    /// <summary>Numbers that Keras counts as parameters which are not trained, and that are settings here.</summary>
    internal virtual long CountStatistics(Shape output) => 0;

    /// <summary>Multiplications with a following addition per example; only layers with a kernel count.</summary>
    internal virtual long CountMultiplyAdds(LayerInputs inputs, Shape output) => 0;

    /// <summary>How the layer widens the receptive field.</summary>
    internal virtual LayerReach Reach => LayerReach.Pointwise;
}

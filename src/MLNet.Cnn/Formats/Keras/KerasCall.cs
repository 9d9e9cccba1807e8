namespace MLNet.Cnn;

/// <summary>What the models around a layer decide for it.</summary>
/// <param name="Trainable">Whether all of them are trainable: what is inside a frozen model is frozen.</param>
/// <param name="Training">The value of <c>training</c> that the model was built with: <c>base(x, training=False)</c>.</param>
internal readonly record struct KerasCall(bool Trainable = true, bool? Training = null)
{
    public KerasCall()
        : this(true)
    {
    }

    public KerasCall Inside(bool modelTrainable) => this with { Trainable = Trainable && modelTrainable };

    public KerasCall With(KerasInbound inbound) => this with { Training = inbound.Training ?? Training };

    /// <summary>The layer as it behaves there.</summary>
    public Layer Apply(Layer layer, KerasLayerConfig config)
    {
        layer = layer with { Trainable = config.Trainable && Trainable };
        if (Training == false)
        {
            layer = layer switch
            {
                Dropout dropout => dropout with { Rate = 0 },
                SpatialDropout2D dropout => dropout with { Rate = 0 },
                // A frozen one runs in inference mode anyway.
                BatchNormalization { Trainable: true, Center: false, Scale: false } plain => plain with { Trainable = false },
                BatchNormalization { Trainable: true } => throw config.Unsupported("training", "false, while gamma and beta are trained,"),
                _ => layer,
            };
        }
        else if (Training == true && (layer.Traits.HasFlag(LayerTraits.OnlyInTraining) || layer is BatchNormalization))
        {
            throw config.Unsupported("training", "true in inference too");
        }
        return layer;
    }
}

namespace MLNet.Cnn;

/// <summary>What a layer is given when shapes are inferred: the shapes that come in, and who it is, for messages.</summary>
/// <param name="Layer">The layer itself.</param>
/// <param name="Shapes">The shapes that come in.</param>
/// <param name="Name">The layer's name in its network; asked only when a message needs it.</param>
internal readonly record struct LayerInputs(Layer Layer, IReadOnlyList<Shape> Shapes, Func<string> Name)
{
    /// <summary>The only input.</summary>
    public Shape Single => Shapes.Count == 1
        ? Shapes[0]
        : throw Error($"it takes one input but received {Shapes.Count}. Merge them first, with Add or Concatenate.");

    /// <summary>The only input, which must be an image.</summary>
    public Shape SingleImage
    {
        get
        {
            var shape = Single;
            return shape.IsImage
                ? shape
                : throw Error($"it needs an image (height, width, channels), but its input has the shape {shape}. Put it before Flatten and the global poolings.");
        }
    }

    /// <summary>The spatial size of the only input.</summary>
    public Size2D SingleImageSize => new(SingleImage.Height, SingleImage.Width);

    /// <summary>An exception whose message begins with the layer's name and kind.</summary>
    /// <remarks>A <see cref="FormattableString"/>, so that numbers are written alike in every culture.</remarks>
    public ArgumentException Error(FormattableString message) =>
        new($"Layer '{Name()}' ({Layer.Kind}): {FormattableString.Invariant(message)}");

    /// <summary>Throws unless a setting is fulfilled.</summary>
    public void Require(bool fulfilled, FormattableString message)
    {
        if (!fulfilled)
            throw Error(message);
    }
}

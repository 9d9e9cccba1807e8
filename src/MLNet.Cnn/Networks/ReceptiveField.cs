namespace MLNet.Cnn;

/// <summary>How many pixels of the image one value of each layer depends on.</summary>
/// <remarks>
/// Source: Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks" (2019): a window of k pixels
/// widens the field by (k - 1) times the product of all strides before it.
/// </remarks>
internal static class ReceptiveField
{
    /// <summary>For each layer the field as <see cref="LayerReach.Window"/> and the product of strides as <see cref="LayerReach.Strides"/>.</summary>
    public static IReadOnlyList<LayerReach> Of(Network network)
    {
        var fields = new LayerReach[network.Layers.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            var layer = network.Layers[i];
            fields[i] = layer.Inputs.Count == 0
                ? LayerReach.Pointwise
                : Widen(layer.Inputs.Select(index => fields[index]).Aggregate(Union), ReachOf(layer));
        }
        return fields;
    }

    /// <summary>A Dense on an image works place by place; only one on a vector sees everything.</summary>
    private static LayerReach ReachOf(NetworkLayer layer) => layer.Layer is Dense && layer.Shape.Rank > 1 ? LayerReach.Pointwise : layer.Layer.Reach;

    private static LayerReach Widen(LayerReach field, LayerReach reach) => new(
        new Size2D(
            field.Window.Height + (reach.Window.Height - 1) * field.Strides.Height,
            field.Window.Width + (reach.Window.Width - 1) * field.Strides.Width),
        new Size2D(field.Strides.Height * reach.Strides.Height, field.Strides.Width * reach.Strides.Width),
        field.WholeImage || reach.WholeImage);

    private static LayerReach Union(LayerReach a, LayerReach b) => new(
        new Size2D(Math.Max(a.Window.Height, b.Window.Height), Math.Max(a.Window.Width, b.Window.Width)),
        new Size2D(Math.Max(a.Strides.Height, b.Strides.Height), Math.Max(a.Strides.Width, b.Strides.Width)),
        a.WholeImage || b.WholeImage);
}

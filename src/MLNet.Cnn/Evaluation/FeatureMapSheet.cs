using System.Globalization;

namespace MLNet.Cnn;

/// <summary>What layers of a network make of an image: one picture for each channel of their output.</summary>
/// <remarks>Each layer has a scale of colors of its own, from its smallest to its largest value. Outputs that are no images stand in rows of squares.</remarks>
/// <param name="Network">The trained network.</param>
/// <param name="Image">The image, with values like those of the training data.</param>
/// <param name="LayerNames">The layers. Empty: all but the input.</param>
public sealed record FeatureMapSheet(TrainedNetwork Network, SheetImage Image, params IReadOnlyList<string> LayerNames) : Picture
{
    private const int SmallestEdge = 56;
    private const int Columns = 8;

    /// <summary>How many channels of a layer are shown at the most, from the first on.</summary>
    /// <value>Default: 32. At least 1.</value>
    public int Maximum { get; init; } = 32;

    /// <inheritdoc/>
    private protected override PictureLayout Arrange()
    {
        if (Maximum < 1)
            throw new ArgumentException($"FeatureMapSheet.Maximum is {Maximum}, but it must be at least 1.");
        IReadOnlyList<string> names = LayerNames.Count > 0 ? LayerNames : [.. Network.Network.Layers.Skip(1).Select(layer => layer.Name)];
        var outputs = Network.Predict(new ImageBatch(Image.Shape, Image.Pixels), training: false, names);
        var pixels = new PixelBitmap(Image.Shape, ValueRange.OfPixels([Image.Pixels]));
        var size = TileScale.Of(pixels.Size, longerEdge: null);
        var input = new GridCell(size, Image.Caption, () => TileScale.Apply(pixels.Draw(Image.Pixels.Span), size));
        return new PictureLayout(Title, [new CaptionedGrid([input], columns: 1), .. outputs.SelectMany(Parts)]);
    }

    private IEnumerable<IPicturePart> Parts(LayerOutput output)
    {
        var range = ValueRange.Of([output.Values]);
        var layer = Network.Network.Layers.First(layer => layer.Name == output.LayerName);
        int channels = output.Shape.IsImage ? output.Shape.Channels : 0;
        string shown = channels > Maximum ? string.Create(CultureInfo.InvariantCulture, $", the first {Maximum} channels") : "";
        yield return TextLines.Label($"{output.LayerName} ({layer.Layer.GetType().Name}): {output.Shape}{shown}");
        yield return output.Shape.IsImage ? Maps(output, range) : new ValueStrip(output.Values, range, ColorMap.Sequential);
        yield return new ColorScale(ColorMap.Sequential, range);
    }

    private CaptionedGrid Maps(LayerOutput output, ValueRange range)
    {
        var (height, width, channels) = (output.Shape.Height, output.Shape.Width, output.Shape.Channels);
        var plane = new PlaneBitmap(new(height, width, 1), range, ColorMap.Sequential);
        int edge = Math.Max(height, width);
        var size = TileScale.Of(plane.Size, edge <= SmallestEdge ? (SmallestEdge + edge - 1) / edge * edge : null);
        return new CaptionedGrid(
            [.. Enumerable.Range(0, Math.Min(Maximum, channels)).Select(channel => new GridCell(
                size, channel.ToString(CultureInfo.InvariantCulture), () => TileScale.Apply(plane.Draw(Channel(output, channel)), size)))],
            Columns);
    }

    private static float[] Channel(LayerOutput output, int channel)
    {
        var values = new float[output.Shape.Size / output.Shape.Channels];
        for (int i = 0; i < values.Length; i++)
            values[i] = output.Values.Span[i * output.Shape.Channels + channel];
        return values;
    }
}

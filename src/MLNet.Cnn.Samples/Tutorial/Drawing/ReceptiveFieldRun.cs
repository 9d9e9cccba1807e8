namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>Finds out which pixels a number depends on: by the gradient of that number, in a network whose weights are all 1.</summary>
internal static class ReceptiveFieldRun
{
    /// <summary>How strongly the number in the middle of the last layer's first channel depends on each pixel.</summary>
    public static Plane Of(Network network)
    {
        var weights = network.Layers.SelectMany(layer => layer.Weights.Select(weight => new WeightArray(
            layer.PathOf(weight), weight.Shape, Enumerable.Repeat(weight.Name == "bias" ? 0f : 1f, weight.Shape.Size).ToArray())));
        #region gradient
        using var session = TorchEngine.Default.OpenSession(
            new(network, new NetworkWeights(network, weights)));
        var (input, output) = (network.InputShape, network.OutputShape);
        var asked = new float[output.Size]; // 1 in the middle, else 0
        asked[output.Height / 2 * output.Width + output.Width / 2] = 1;
        var image = new ImageBatch(input, new float[input.Size]);

        // Not 0 where a pixel counts:
        var gradient = session.Gradients(image, asked).Input;
        #endregion
        return Plane.Channel(network.InputShape, gradient.Span, channel: 0);
    }

    /// <summary>Rows from the first to the last pixel that counts.</summary>
    public static int Height(Plane dependence)
    {
        var rows = Enumerable.Range(0, dependence.Height).Where(row => Enumerable.Range(0, dependence.Width).Any(column => dependence[row, column] != 0)).ToList();
        return rows[^1] - rows[0] + 1;
    }
}

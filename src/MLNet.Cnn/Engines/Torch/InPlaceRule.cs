namespace MLNet.Cnn;

/// <summary>Which layers may write their output over their first input, which saves memory and its traffic.</summary>
/// <remarks>
/// That is so where nobody else reads the input, and where the layer that made it does not need its own output for the backward
/// pass: convolutions, Dense, BatchNormalization, poolings with a window, additions, concatenations and paddings do not.
/// </remarks>
internal static class InPlaceRule
{
    /// <summary>For each layer whether it may overwrite its first input.</summary>
    public static bool[] Of(Network network)
    {
        int[] readers = new int[network.Layers.Count];
        foreach (int input in network.Layers.SelectMany(layer => layer.Inputs))
            readers[input]++;
        return [.. network.Layers.Select(layer => (layer.Layer is ReLU { IsPlain: true } or Add or ActivationLayer { Function: Activation.ReLU })
            && network.Layers[layer.Inputs[0]].Shape.Equals(layer.Shape)
            && readers[layer.Inputs[0]] == 1 && IsFreeOfItsOutput(network.Layers[layer.Inputs[0]].Layer))];
    }

    private static bool IsFreeOfItsOutput(Layer layer) => layer
        is Conv2D { Activation: Activation.Linear } or Dense { Activation: Activation.Linear }
        or DepthwiseConv2D { Activation: Activation.Linear } or SeparableConv2D { Activation: Activation.Linear } or Conv2DTranspose { Activation: Activation.Linear }
        or BatchNormalization or Pooling2D or Add or Concatenate or ZeroPadding2D;
}

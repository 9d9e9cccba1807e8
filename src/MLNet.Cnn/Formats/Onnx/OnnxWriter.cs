using static MLNet.Cnn.OnnxFields;
using static MLNet.Cnn.OnnxGraph;

namespace MLNet.Cnn;

/// <summary>Writes a network with its weights as an ONNX model, which scores what the engine scores.</summary>
/// <remarks>
/// Each weight stands in the file once and unfolded, under its path (<c>conv2d/kernel</c>), so that <see cref="OnnxReader"/> can read it back and
/// training can go on. Inside the graph images are (count, channels, height, width), as ONNX has them.
/// </remarks>
internal static class OnnxWriter
{
    /// <summary>The file's bytes.</summary>
    public static byte[] Write(Network network, NetworkWeights weights, OnnxModelSettings settings)
    {
        var graph = new OnnxGraph();
        var shape = network.InputShape;
        int[] columnShape = settings.IsPlanar && shape.IsImage ? [shape.Channels, shape.Height, shape.Width] : [.. shape.Dimensions];
        graph.Input(settings.InputName, settings.IsByte ? ElementUInt8 : ElementFloat, columnShape);
        var values = new string[network.Layers.Count];
        values[0] = WriteInput(graph, shape, settings);
        // Bytes are numbers, all of them.
        string? missing = settings.IsByte ? null : OnnxMissingPixels.WriteFlag(graph, values[0]);
        var views = TestTimeView.Of(settings.IsRaw ? TestTimeAugmentation.None : settings.TestTimeAugmentation);
        if (views.Count > 1)
            values[0] = OnnxTestTime.WriteViews(graph, values[0], shape, views);
        for (int i = 1; i < values.Length; i++)
            values[i] = OnnxLayers.Write(new OnnxLayerContext(graph, network, i, values, weights));

        if (settings.IsRaw)
        {
            string output = network.OutputShape.IsImage ? graph.Node("Transpose", [values[^1]], null, Attribute("perm", 0, 2, 3, 1)) : values[^1];
            graph.Output(OnnxMissingPixels.Write(graph, output, network.OutputShape, missing, settings.ScoreName), ElementFloat, network.OutputShape.Dimensions);
            return graph.ToModel(network.Name, settings.Metadata);
        }
        string probabilities = WriteScore(graph, network, values[^1], views.Count > 1 ? $"{settings.ScoreName}:views" : $"{settings.ScoreName}:of_numbers");
        if (views.Count > 1)
            probabilities = OnnxTestTime.WriteMean(graph, probabilities, network.ClassCount(), views, $"{settings.ScoreName}:of_numbers");
        WriteOutput(probabilities, settings.ScoreName);
        // Of the probabilities and not of the logits, so that ties resolve as they do for who reads the scores.
        if (settings.OneHotName is not null)
            WriteOutput(graph.Node("Hardmax", [probabilities], null, Attribute("axis", 1)), settings.OneHotName);
        WriteSlotNames(graph, settings);
        return graph.ToModel(network.Name, settings.Metadata);

        void WriteOutput(string value, string name) =>
            graph.Output(OnnxMissingPixels.Write(graph, value, network.OutputShape, missing, name), ElementFloat, network.ClassCount());
    }

    /// <summary>A probability for each class out of what the network gives.</summary>
    private static string WriteScore(OnnxGraph graph, Network network, string output, string name)
    {
        if (!network.ScoresBySigmoid())
            return network.EndsInSoftmax() ? graph.Node("Identity", [output], name) : graph.Node("Softmax", [output], name, Attribute("axis", 1));
        string second = network.EndsInSigmoid() ? output : graph.Node("Sigmoid", [output]);
        return network.OutputShape.Size == 1
            ? graph.Node("Concat", [graph.Node("Sub", [graph.Constant($"{name}:one", [1f]), second]), second], name, Attribute("axis", 1))
            : graph.Node("Identity", [second], name);
    }

    /// <summary>From the column's values to (count, channels, height, width) floats.</summary>
    private static string WriteInput(OnnxGraph graph, Shape shape, OnnxModelSettings settings)
    {
        string value = settings.IsByte ? graph.Node("Cast", [settings.InputName], null, Attribute("to", ElementFloat)) : settings.InputName;
        if (settings.IsPlanar || !shape.IsImage)
            return value;
        return shape.Channels == 1
            ? graph.Node("Reshape", [value, graph.Constant($"{settings.InputName}:planar_shape", (long[])[-1, 1, shape.Height, shape.Width], 4)])
            : graph.Node("Transpose", [value], null, Attribute("perm", 0, 3, 1, 2));
    }

    /// <summary>
    /// ML.NET's OnnxTransformer gives a column slot names if the graph has a node of this name, which computes nothing that is used
    /// (Microsoft.ML.OnnxTransformer, OnnxTransform.cs, AddSlotNames).
    /// </summary>
    private static void WriteSlotNames(OnnxGraph graph, OnnxModelSettings settings)
    {
        string name = $"mlnet.{settings.ScoreName}.SlotNames";
        graph.Node("LabelEncoder", "ai.onnx.ml", name, [graph.Constant($"{name}.one", "one")], $"mlnet.{settings.ScoreName}.unusedOutput",
            Attribute("keys_strings", settings.ClassNames),
            Attribute("values_int64s", [.. Enumerable.Range(0, settings.ClassNames.Count).Select(i => (long)i)]));
    }
}

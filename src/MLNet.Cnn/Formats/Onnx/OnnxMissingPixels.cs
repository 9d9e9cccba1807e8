using static MLNet.Cnn.OnnxGraph;

namespace MLNet.Cnn;

/// <summary>Makes the outputs of an image NaN that has a pixel which is no finite number. Layers alone would not: a ReLU makes 0 of it, a pooling passes it over.</summary>
internal static class OnnxMissingPixels
{
    /// <summary>From images of floats (count, …) to what is added to their outputs: 0, or NaN, as (count, 1).</summary>
    public static string WriteFlag(OnnxGraph graph, string images)
    {
        // A number less itself is 0; NaN and infinity less themselves are NaN, and so is a sum with one of them.
        string zeros = graph.Node("Flatten", [graph.Node("Sub", [images, images])], null, Attribute("axis", 1));
        return graph.Node("ReduceSum", [zeros, graph.Constant("pixels:axis", (long[])[1], 1)], null, Attribute("keepdims", 1));
    }

    /// <summary>Adds the flag to an output (count, …), and names the result.</summary>
    public static string Write(OnnxGraph graph, string output, Shape shape, string? flag, string name)
    {
        if (flag is null)
            return graph.Node("Identity", [output], name);
        if (shape.Rank > 1)
            flag = graph.Node("Reshape", [flag, graph.Constant("pixels:per_image", (long[])[-1, .. Enumerable.Repeat(1L, shape.Rank)], shape.Rank + 1)]);
        return graph.Node("Add", [output, flag], name);
    }
}

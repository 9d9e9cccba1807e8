using static MLNet.Cnn.OnnxGraph;

namespace MLNet.Cnn;

/// <summary>Scores several views of each image in one graph: all views in one batch, view behind view, so that each layer and weight is there once.</summary>
internal static class OnnxTestTime
{
    /// <summary>From images (count, channels, height, width) to their views (views * count, channels, height, width).</summary>
    public static string WriteViews(OnnxGraph graph, string images, Shape shape, IReadOnlyList<TestTimeView> views)
    {
        return graph.Node("Concat", views.Select(view =>
        {
            var map = view.Map(shape);
            string rows = Take(images, 2, shape.Height, map.B1, map.B2);
            return Take(rows, 3, shape.Width, map.A0, map.A2);
        }), null, Attribute("axis", 0));

        // Rows or columns by their numbers; those beyond the border are the nearest.
        string Take(string value, int axis, int length, double step, double start)
        {
            long[] places = [.. Enumerable.Range(0, length).Select(i => (long)Border.Map((int)(step * i + start), length, FillMode.Nearest))];
            return places.SequenceEqual(Enumerable.Range(0, length).Select(i => (long)i))
                ? value
                : graph.Node("Gather", [value, graph.Constant(FormattableString.Invariant($"views:axis{axis}:{step}:{start}"), places, length)], null, Attribute("axis", axis));
        }
    }

    /// <summary>From the probabilities of the views (views * count, classes) to their weighted mean (count, classes).</summary>
    public static string WriteMean(OnnxGraph graph, string probabilities, int classes, IReadOnlyList<TestTimeView> views, string name)
    {
        string apart = graph.Node("Reshape", [probabilities, graph.Constant("views:apart", (long[])[views.Count, -1, classes], 3)]);
        string weighted = graph.Node("Mul", [apart, graph.Constant("views:weights", views.Select(view => (float)view.Weight).ToArray(), views.Count, 1, 1)]);
        return graph.Node("ReduceSum", [weighted, graph.Constant("views:first_axis", (long[])[0], 1)], name, Attribute("keepdims", 0));
    }
}

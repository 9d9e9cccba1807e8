namespace MLNet.Cnn.Tests;

/// <summary>Resize of ONNX as Resizing and UpSampling2D, where each new pixel is found at the place where Keras finds it.</summary>
internal static class OnnxResizeNodes
{
    private const double SamePlace = 1e-6;

    public static NodeTranslation Resize(OnnxNode node)
    {
        string mode = node.Text("mode", "nearest");
        if (mode == "cubic")
            throw new NotSupportedException("it interpolates by cubic curves, Resizing only to the nearest or bilinearly");
        if (node.Whole("antialias", 0) == 1)
            throw new NotSupportedException("it smooths the image first, which Resizing does not");
        var (images, expected) = (node.Input(0).ToImages(), node.Output().ToImages());
        bool nearest = mode == "nearest", integral = true;
        for (int axis = 1; axis <= 2; axis++)
        {
            int from = images.Dims[axis], to = expected.Dims[axis];
            integral = integral && to % from == 0;
            double[] places = [.. Enumerable.Range(0, to).Select(i => Place(node, axis + 1, i, from, to))];
            bool same = Enumerable.Range(0, to).All(i => nearest
                ? Math.Clamp(Round(places[i], node.Text("nearest_mode", "round_prefer_floor")), 0, from - 1) == Math.Min((int)((i + 0.5) * from / to), from - 1)
                : Math.Abs(Math.Clamp(places[i], 0, from - 1) - Math.Clamp((i + 0.5) * from / to - 0.5, 0, from - 1)) < SamePlace);
            if (!same)
                throw new NotSupportedException($"it takes pixels from other places than Keras ({node.Text("coordinate_transformation_mode", "half_pixel")}{(nearest ? $", {node.Text("nearest_mode", "round_prefer_floor")}" : "")})");
        }
        var interpolation = nearest ? Interpolation.Nearest : Interpolation.Bilinear;
        Layer layer = integral
            ? new UpSampling2D((expected.Dims[1] / images.Dims[1], expected.Dims[2] / images.Dims[2]), interpolation)
            : new Resizing(expected.Dims[1], expected.Dims[2], interpolation);
        return NodeTranslation.Of(images, expected, [layer]);
    }

    /// <summary>Where the node looks in the original, counted in pixels from the centre of the first (ONNX' table of coordinate transformations).</summary>
    private static double Place(OnnxNode node, int axis, int index, int from, int to)
    {
        double scale = Scale(node, axis, from, to);
        return node.Text("coordinate_transformation_mode", "half_pixel") switch
        {
            "half_pixel" => (index + 0.5) / scale - 0.5,
            "half_pixel_symmetric" => from / 2.0 * (1 - to / (from * scale)) + (index + 0.5) / scale - 0.5,
            "pytorch_half_pixel" => to > 1 ? (index + 0.5) / scale - 0.5 : 0,
            "align_corners" => to > 1 ? index * (from - 1.0) / (to - 1) : 0,
            "asymmetric" => index / scale,
            var other => throw new NotSupportedException($"it takes a part of the image ({other}), which Resizing does not"),
        };
    }

    /// <summary>How much larger the node makes an axis: as given, or by the sizes, for all axes alike where it keeps their ratio.</summary>
    private static double Scale(OnnxNode node, int axis, int from, int to)
    {
        int[] axes = node.List("axes") ?? [.. Enumerable.Range(0, node.Input(0).Rank)];
        int at = Array.IndexOf(axes, axis);
        if (node.Has(2) && node.Inputs[2]!.Values.Data.Length > 0)
            return at < 0 ? 1 : node.Input(2).Data[at];
        float[] sizes = node.Inputs[3]!.Values.Data;
        var ratios = axes.Select((a, i) => sizes[i] / (double)node.Input(0).Dims[a]);
        return node.Text("keep_aspect_ratio_policy", "stretch") switch
        {
            "not_larger" => ratios.Min(),
            "not_smaller" => ratios.Max(),
            _ => (double)to / from,
        };
    }

    private static int Round(double place, string mode) => mode switch
    {
        "round_prefer_floor" => (int)Math.Ceiling(place - 0.5),
        "round_prefer_ceil" => (int)Math.Floor(place + 0.5),
        "floor" => (int)Math.Floor(place),
        _ => (int)Math.Ceiling(place),
    };
}

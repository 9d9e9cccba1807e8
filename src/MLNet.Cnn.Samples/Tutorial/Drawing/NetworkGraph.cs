namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>A network as text: a line for each layer, and lines beside it for what goes another way.</summary>
internal static class NetworkGraph
{
    /// <summary>Draws a network from its input to its output.</summary>
    public static IReadOnlyList<InkLine> Draw(Network network)
    {
        var lines = new List<InkLine>();
        var lanes = new List<int?>(); // for each column the layer that it leads to
        for (var index = 0; index < network.Layers.Count; index++)
        {
            var layer = network.Layers[index];
            var arriving = Enumerable.Range(0, lanes.Count).Where(lane => lanes[lane] == index).ToList();
            var place = arriving.Count > 0 ? arriving[0] : 0;
            if (arriving.Count > 1)
                lines.Add(Rail(lanes, arriving, '┘'));
            foreach (var lane in arriving)
                lanes[lane] = null;
            Occupy(lanes, place, index);
            lines.Add(new(Rails(lanes, place), Name(layer).PadRight(38), new Ink($"{layer.Shape}", Tone.Blue)));
            lanes[place] = null;
            var leaving = Leave(lanes, place, network, index);
            if (leaving.Count > 1)
                lines.Add(Rail(lanes, leaving, '┐'));
            while (lanes.Count > 0 && lanes[^1] is null)
                lanes.RemoveAt(lanes.Count - 1);
        }

        return lines;
    }

    /// <summary>Gives each layer that takes this one's output a column, the next one this one's own.</summary>
    private static List<int> Leave(List<int?> lanes, int place, Network network, int index)
    {
        var takers = Enumerable.Range(index + 1, network.Layers.Count - index - 1).Where(other => network.Layers[other].Inputs.Contains(index));
        var leaving = new List<int>();
        foreach (var taker in takers)
        {
            var lane = leaving.Count == 0 ? place : Free(lanes, place + 1);
            Occupy(lanes, lane, taker);
            leaving.Add(lane);
        }

        return leaving;
    }

    private static int Free(List<int?> lanes, int from)
    {
        while (from < lanes.Count && lanes[from] is not null)
            from++;
        return from;
    }

    private static void Occupy(List<int?> lanes, int lane, int target)
    {
        while (lanes.Count <= lane)
            lanes.Add(null);
        lanes[lane] = target;
    }

    /// <summary>The columns beside a layer.</summary>
    private static Ink Rails(List<int?> lanes, int place)
    {
        const int width = 8;
        return new(string.Concat(lanes.Select((target, lane) => lane == place ? "o " : target is null ? "  " : "│ ")).PadRight(width), Tone.Orange);
    }

    /// <summary>Columns that meet or part.</summary>
    private static InkLine Rail(List<int?> lanes, List<int> joined, char end)
    {
        var text = new char[2 * lanes.Count];
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            var isBetween = lane > joined[0] && lane < joined[^1];
            text[2 * lane] = lane == joined[0] ? '├' : lane == joined[^1] ? end : isBetween ? lanes[lane] is null ? '─' : '┼' : lanes[lane] is null ? ' ' : '│';
            text[2 * lane + 1] = lane >= joined[0] && lane < joined[^1] ? '─' : ' ';
        }

        return new(new Ink(new string(text).TrimEnd(), Tone.Orange));
    }

    private static string Name(NetworkLayer layer) => layer.Layer switch
    {
        Conv2D conv => $"{conv.Kind} {conv.KernelSize.Height} × {conv.KernelSize.Width}, {conv.Filters} kernels{(conv.Strides == 1 ? "" : $", stride {conv.Strides.Height}")}",
        var other => other.Kind,
    };
}

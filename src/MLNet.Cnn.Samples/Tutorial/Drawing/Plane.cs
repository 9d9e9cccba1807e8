namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>Rows and columns of numbers: one channel of an image, or one kernel.</summary>
/// <param name="Height">The number of rows.</param>
/// <param name="Width">The number of columns.</param>
/// <param name="Values">The numbers, row after row.</param>
internal sealed record Plane(int Height, int Width, IReadOnlyList<float> Values)
{
    /// <summary>One number.</summary>
    public float this[int row, int column] => Values[row * Width + column];

    /// <summary>Rows as they are written down.</summary>
    public static Plane Of(params IReadOnlyList<float[]> rows) => new(rows.Count, rows[0].Length, [.. rows.SelectMany(row => row)]);

    /// <summary>One channel of values in the order (height, width, channels).</summary>
    public static Plane Channel(Shape shape, ReadOnlySpan<float> values, int channel)
    {
        var plane = new float[shape.Height * shape.Width];
        for (var i = 0; i < plane.Length; i++)
            plane[i] = values[i * shape.Channels + channel];
        return new(shape.Height, shape.Width, plane);
    }

    /// <summary>The channel of a layer's output.</summary>
    public static Plane Of(LayerOutput output, int channel = 0) => Channel(output.Shape, output.Values.Span, channel);

    /// <summary>A part of it.</summary>
    public Plane Window(int top, int left, int height, int width) =>
        new(height, width, [.. Enumerable.Range(0, height * width).Select(i => this[top + i / width, left + i % width])]);

    /// <summary>Each number times that of another plane at the same place.</summary>
    public Plane Times(Plane other) => this with { Values = [.. Values.Zip(other.Values, (a, b) => a * b)] };

    /// <summary>The numbers of several planes place by place: (height, width, channels).</summary>
    public static float[] Interleave(params IReadOnlyList<Plane> planes) =>
        [.. Enumerable.Range(0, planes[0].Values.Count).SelectMany(place => planes.Select(plane => plane.Values[place]))];
}

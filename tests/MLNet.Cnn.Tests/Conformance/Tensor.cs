namespace MLNet.Cnn.Tests;

/// <summary>Numbers with dimensions, the last one fastest: what vectors are read into and turned about in.</summary>
internal sealed record Tensor(float[] Data, int[] Dims)
{
    public int Rank => Dims.Length;

    public static int SizeOf(IEnumerable<int> dims) => dims.Aggregate(1, (product, d) => product * d);

    /// <summary>The same numbers under other dimensions; one of them may be -1.</summary>
    public Tensor Reshape(params int[] dims)
    {
        int known = SizeOf(dims.Where(d => d != -1));
        int[] whole = [.. dims.Select(d => d == -1 ? Data.Length / known : d)];
        Assert.Equal(Data.Length, SizeOf(whole));
        return new Tensor(Data, whole);
    }

    /// <summary>The dimensions in another order: the new dimension i is the old <c>order[i]</c>.</summary>
    public Tensor Transpose(params int[] order)
    {
        int[] dims = [.. order.Select(axis => Dims[axis])];
        var strides = new int[Rank];
        for (int axis = Rank - 1, stride = 1; axis >= 0; stride *= Dims[axis--])
            strides[axis] = stride;
        var data = new float[Data.Length];
        var position = new int[Rank];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = Data[Enumerable.Range(0, Rank).Sum(axis => position[axis] * strides[order[axis]])];
            for (int axis = Rank - 1; axis >= 0 && ++position[axis] == dims[axis]; axis--)
                position[axis] = 0;
        }
        return new Tensor(data, dims);
    }

    /// <summary>One axis moved to the end.</summary>
    public Tensor ToLast(int axis) => Transpose([.. Enumerable.Range(0, Rank).Where(a => a != axis), axis]);

    /// <summary>(count, channels, height, width) or (count, channels, length) as (count, height, width, channels).</summary>
    /// <exception cref="NotSupportedException">There are more or fewer dimensions.</exception>
    public Tensor ToImages() => Rank switch
    {
        4 => Transpose(0, 2, 3, 1),
        3 => Transpose(0, 2, 1).Reshape(Dims[0], 1, Dims[2], Dims[1]),
        _ => throw new NotSupportedException($"it works on {Rank} dimensions, our layers on images, which have four"),
    };

    public Shape ShapeOfOne => new(Dims.AsSpan(1));
}

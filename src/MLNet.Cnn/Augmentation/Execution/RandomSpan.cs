namespace MLNet.Cnn;

/// <summary>A stretch of rows or columns: from <paramref name="Start"/> up to but not including <paramref name="End"/>.</summary>
internal readonly record struct RandomSpan(int Start, int End)
{
    public int Length => End - Start;

    /// <summary>A stretch of a share of the whole at a place drawn evenly: the pixels whose index lies in it (cut_mix.py, _compute_crop_bounds and _generate_batch_mask).</summary>
    public static RandomSpan Draw(double share, int whole, ref KeyedRandom random)
    {
        double length = share * whole, start = random.NextDouble() * (whole - length);
        return new((int)Math.Ceiling(start), Math.Min(whole, (int)Math.Ceiling(start + length)));
    }
}

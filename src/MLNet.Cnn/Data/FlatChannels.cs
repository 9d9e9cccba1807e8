namespace MLNet.Cnn;

/// <summary>The channels that hardly differ among the training images. Divided by a deviation of nearly 0, the least difference in another image would decide its class.</summary>
internal sealed class FlatChannels
{
    /// <summary>Eight units in the last place of a float: what decoding and resizing leave of values that are meant to be equal.</summary>
    private const double Rounding = 8.0 / (1 << 23);

    private readonly double[] _mean;
    private readonly double[] _variance;
    private readonly bool _isByte;

    /// <param name="mean">The mean of each channel over all training images.</param>
    /// <param name="variance">The variance of each channel.</param>
    /// <param name="isByte">Whether pixels are bytes; otherwise they are floats of any range.</param>
    public FlatChannels(double[] mean, double[] variance, bool isByte)
    {
        (_mean, _variance, _isByte) = (mean, variance, isByte);
        double step = isByte ? Width() / byte.MaxValue : 0;
        Indices = [.. Enumerable.Range(0, mean.Length).Where(c => isByte ? Deviation(c) < step : Deviation(c) <= Rounding * Math.Abs(mean[c]))];
    }

    /// <summary>The flat channels: those whose standard deviation is below one step of bytes or, of floats, what rounding alone explains.</summary>
    public IReadOnlyList<int> Indices { get; }

    public int Count => _mean.Length;

    /// <summary>Whether there are others.</summary>
    public bool HasOthers => Indices.Count < Count;

    /// <summary>The largest standard deviation among the flat channels.</summary>
    public double LargestDeviation => Indices.Max(Deviation);

    /// <summary>What flat channels are divided by: the deviation of the other channels, all taken together, or a quarter of the pixels' range.</summary>
    public double Divisor => HasOthers
        ? Math.Sqrt(_variance.Where((_, c) => !Indices.Contains(c)).Average())
        : Width() / 4;

    /// <summary>The variance to normalize each channel by.</summary>
    public double[] MendedVariance() => [.. _variance.Select((variance, c) => Indices.Contains(c) ? Divisor * Divisor : variance)];

    private double Deviation(int channel) => Math.Sqrt(_variance[channel]);

    /// <summary>The width of the pixels' range, as far as mean and variance tell it.</summary>
    private double Width()
    {
        if (_isByte)
            return HasOnly0And1() ? 1 : byte.MaxValue;
        double lowest = _mean.Min(), highest = _mean.Max();
        return Math.Max(PixelRange.Of(lowest, highest).Width, Math.Max(Math.Abs(lowest), Math.Abs(highest)));
    }

    /// <summary>Whether all bytes are 0 or 1: only then is the mean of their squares their mean.</summary>
    private bool HasOnly0And1() =>
        _variance.Any(variance => variance > 0) && _mean.Zip(_variance).All(channel => channel.Second + channel.First * channel.First <= channel.First * (1 + 1e-5));
}

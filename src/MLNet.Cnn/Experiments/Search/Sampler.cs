namespace MLNet.Cnn;

/// <summary>How a search draws values.</summary>
public enum Sampler
{
    /// <summary>Points that fill the space evenly: the sequence of Sobol with the direction numbers of Joe and Kuo (2008), shifted by the seed.</summary>
    Sobol,

    /// <summary>Each point for itself (Bergstra and Bengio, "Random search for hyper-parameter optimization", 2012).</summary>
    Random,

    /// <summary>Every combination once; for spaces of <see cref="Choice{T}"/> alone.</summary>
    Grid,
}

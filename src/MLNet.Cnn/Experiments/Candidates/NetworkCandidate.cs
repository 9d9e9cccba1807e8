namespace MLNet.Cnn;

/// <summary>A convolutional network as a candidate. <see cref="Candidate.Network"/> makes it.</summary>
public sealed record NetworkCandidate : Candidate
{
    internal NetworkCandidate(string name, CnnOptions options)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
    }

    /// <summary>The options that every trial begins with.</summary>
    public CnnOptions Options { get; }

    /// <summary>What of the options is searched.</summary>
    /// <value>Default: <see langword="null"/>, nothing.</value>
    public SearchSpace? Space { get; init; }

    /// <summary>The options of a trial.</summary>
    internal CnnOptions OptionsAt(IReadOnlyList<double> point) => Space is null ? Options : Space.Apply(Options, new SearchValues(Space, point));
}

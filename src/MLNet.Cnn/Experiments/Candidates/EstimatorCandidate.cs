using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>An estimator as a candidate. <see cref="Candidate.Estimator"/> makes it.</summary>
public sealed record EstimatorCandidate : Candidate
{
    internal EstimatorCandidate(string name, IEstimator<ITransformer> estimator)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        Value = estimator;
        Identity = $"{estimator.GetType()}";
    }

    /// <summary>The estimator.</summary>
    public IEstimator<ITransformer> Value { get; }

    /// <summary>What tables show as its settings, and what tells it from another estimator of the same name when an experiment goes on after a restart.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<NamedSetting> Settings { get; init; } = [];

    /// <summary>What else is known that tells it from another estimator of the same name.</summary>
    internal string Identity { get; init; }
}

using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>What an experiment compares: a way to get from images to a model. A definition.</summary>
public abstract record Candidate
{
    private protected Candidate(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>Its name in tables; no other candidate of the experiment has it.</summary>
    public string Name { get; }

    /// <summary>A network with its options, or a space of options that is searched.</summary>
    /// <param name="name">Its name in tables.</param>
    /// <param name="options">The options. The experiment sets columns, seed and checkpoints, and takes away epochs where there is no time for all of them;
    /// the steps of <see cref="CnnOptions.FineTuning"/> are trained whole or not at all.</param>
    /// <param name="space">What of it is searched. Default: <see langword="null"/>, nothing: the options are tried as they are, once.</param>
    public static NetworkCandidate Network(string name, CnnOptions options, SearchSpace? space = null) => new(name, options) { Space = space };

    /// <summary>Any other estimator: a classic trainer of ML.NET with what it needs in front, or one of your own.</summary>
    /// <param name="name">Its name in tables.</param>
    /// <param name="estimator">Gives <c>Score</c> and <c>PredictedLabel</c> as ML.NET's multiclass trainers do. Its label column is the experiment's, a key.</param>
    public static EstimatorCandidate Estimator(string name, IEstimator<ITransformer> estimator) => new(name, estimator);
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>The best trial so far, with its model in memory and on disk.</summary>
/// <param name="context">The experiment.</param>
internal sealed class BestModel(ExperimentContext context)
{
    private ITransformer? _model;

    /// <summary>What was written down of it, or <see langword="null"/> while no trial has a model.</summary>
    public TrialFinished? Entry { get; private set; }

    /// <summary>Looks which trial is the best now; frees the model that is not.</summary>
    /// <param name="trials">All trials.</param>
    /// <param name="latest">What was written down last, if its model is in memory.</param>
    /// <param name="model">That model.</param>
    public void Update(IEnumerable<Trial> trials, TrialFinished? latest = null, ITransformer? model = null)
    {
        var best = trials.Select(trial => trial.Last).Where(entry => entry?.Scores is not null).OrderBy(entry => entry!.Scores!, ModelScores.BestFirst).FirstOrDefault();
        bool isNew = best is not null && !ReferenceEquals(best, Entry);
        if (isNew)
        {
            (_model as IDisposable)?.Dispose();
            (Entry, _model) = (best, null);
        }
        if (ReferenceEquals(best, latest))
            _model = model;
        else
            (model as IDisposable)?.Dispose();
        if (isNew)
            context.Folder.KeepAsBest(best!.Model);
    }

    /// <summary>The model, out of its file if it is that of a process before.</summary>
    public ITransformer? Model() => _model ??= Entry?.Model is { } file ? Load(file) : null;

    private ITransformer Load(string file)
    {
        string path = context.Folder.Full(file);
        var catalog = new MLContext().Model;
        if (context.Settings.Candidates.First(candidate => candidate.Name == Entry!.Candidate) is not NetworkCandidate candidate)
            return catalog.Load(path, out _);
        var network = catalog.LoadCnn(path, candidate.Options.Engine);
        if (!context.Data.LabelIsText)
            return network;
        // The last step of the file turns keys into text.
        return new TransformerChain<ITransformer>(network, ((IEnumerable<ITransformer>)catalog.Load(path, out _)).Last());
    }
}

namespace MLNet.Cnn.Samples;

/// <summary>What all networks of a comparison have in common.</summary>
/// <param name="Threads">Threads that train.</param>
/// <param name="Epoch">Is told of each epoch of a candidate, on another thread.</param>
internal sealed record CompareTraining(int Threads, Action<string, EpochReport> Epoch)
{
    /// <summary>A network as a candidate, trained as its recipe says or otherwise.</summary>
    public Candidate Candidate(string name, CnnOptions options) => MLNet.Cnn.Candidate.Network(name, options with
    {
        Threads = Threads,
        Progress = report => Epoch(name, report),
    });

    /// <summary>A preset as a candidate, trained as its recipe says.</summary>
    public Candidate ByRecipe(string name, NetworkBuilder network, ImageKind images) =>
        Candidate(name, new CnnOptions { Network = network }.With(TrainingRecipe.For(network, images)));
}

namespace MLNet.Cnn.Samples;

/// <summary>Is told how training goes on, network after network.</summary>
internal interface ITrainingObserver
{
    /// <summary>A network's training begins.</summary>
    void Start(string network);

    /// <summary>It has completed an epoch.</summary>
    void Epoch(EpochReport report);

    /// <summary>It is trained and tested.</summary>
    void End(NetworkResult result);
}

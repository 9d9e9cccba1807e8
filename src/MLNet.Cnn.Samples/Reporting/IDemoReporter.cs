namespace MLNet.Cnn.Samples;

/// <summary>Shows a demo while it runs. The run itself knows nothing of consoles.</summary>
internal interface IDemoReporter
{
    /// <summary>Shows what is about to happen.</summary>
    void Begin(DemoSettings settings, DataSummary data);

    /// <summary>Does the training while showing how it goes on.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="control">Tells whether the user asked for an early end.</param>
    /// <param name="work">Does the training and tells the observer about it, on whatever thread.</param>
    /// <returns>What the work returned.</returns>
    T Follow<T>(DemoSettings settings, TrainingControl control, Func<ITrainingObserver, T> work);

    /// <summary>Shows what came out.</summary>
    void End(DemoResult result);
}

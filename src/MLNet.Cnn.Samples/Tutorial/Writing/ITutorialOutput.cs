namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>Where a tutorial goes: to a console or into a page.</summary>
internal interface ITutorialOutput
{
    /// <summary>Shows the next piece.</summary>
    void Write(TutorialBlock block);

    /// <summary>Does something that takes a while, and says meanwhile what it is.</summary>
    T Follow<T>(string what, Func<T> work);
}

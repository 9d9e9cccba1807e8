namespace MLNet.Cnn;

/// <summary>Which trainings have memory enough to run beside each other. Whoever asks holds the lock of those that ask.</summary>
/// <remarks>What a training has been let in for it takes only later, so that free memory alone would be counted twice by two that come a moment apart: all of them together must also
/// fit into what was free when the first came in.</remarks>
/// <param name="free">The bytes that are free now.</param>
internal sealed class TrialRoom(Func<long> free)
{
    private int _inside;
    private long _reserved;
    private long _freeBefore;

    /// <summary>Lets a training in if there is room; alone it always has.</summary>
    /// <param name="bytes">What it needs at the least.</param>
    public bool TryEnter(long bytes)
    {
        long now = free();
        if (_inside == 0)
            _freeBefore = now;
        else if (!TrialMemory.FitsBeside(bytes, now) || !TrialMemory.FitsBeside(_reserved + bytes, _freeBefore))
            return false;
        (_inside, _reserved) = (_inside + 1, _reserved + bytes);
        return true;
    }

    /// <summary>A training that was let in has ended.</summary>
    public void Leave(long bytes) => (_inside, _reserved) = (_inside - 1, _reserved - bytes);
}

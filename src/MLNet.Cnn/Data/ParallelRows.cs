namespace MLNet.Cnn;

/// <summary>Work on the rows of a block, each row by one of several workers.</summary>
internal static class ParallelRows
{
    /// <summary>Does the work for each row; a worker takes the next one as soon as it is free.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Run<TWorker>(IReadOnlyList<TWorker> workers, int count, CancellationToken cancellation, Action<TWorker, int> work)
    {
        int next = -1;
        if (count <= 1 || workers.Count == 1)
            WorkThrough(workers[0]);
        else
            Parallel.ForEach(workers, new ParallelOptions { MaxDegreeOfParallelism = workers.Count }, WorkThrough);
        cancellation.ThrowIfCancellationRequested();

        void WorkThrough(TWorker worker)
        {
            for (int i = Interlocked.Increment(ref next); i < count && !cancellation.IsCancellationRequested; i = Interlocked.Increment(ref next))
                work(worker, i);
        }
    }
}

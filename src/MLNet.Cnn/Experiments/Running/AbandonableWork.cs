using System.Runtime.ExceptionServices;

namespace MLNet.Cnn;

/// <summary>Work that cannot be stopped: it runs on a thread of its own, which is left behind when nobody waits any more.</summary>
internal static class AbandonableWork
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for work as long as it may take.</summary>
    /// <param name="work">The work.</param>
    /// <param name="isOver">Whether to wait no longer.</param>
    /// <param name="cancellation">Ends waiting.</param>
    /// <returns>What it gave, or <see langword="null"/> if it was left behind.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static T? Run<T>(Func<T> work, Func<bool> isOver, CancellationToken cancellation)
        where T : class
    {
        var task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (Task.WaitAny([task], _interval) < 0)
        {
            cancellation.ThrowIfCancellationRequested();
            if (isOver())
                return null;
        }
        if (task.Exception?.InnerException is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return task.Result;
    }
}

namespace MLNet.Cnn.Tests;

/// <summary>Runs work while the garbage collector never rests: numbers that libtorch still reads must not be freed.</summary>
internal static class BusyCollector
{
    public static T During<T>(Func<T> work)
    {
        bool over = false;
        var collector = new Thread(() =>
        {
            while (!Volatile.Read(ref over))
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            return work();
        }
        finally
        {
            Volatile.Write(ref over, true);
            collector.Join();
        }
    }
}

namespace MLNet.Cnn.Samples;

/// <summary>A comparison where nobody watches: one line for each candidate that ended.</summary>
internal sealed class PlainComparison(TextWriter output)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Does the work on another thread and writes on this one.</summary>
    public T Follow<T>(CompareObserver observer, Func<T> work)
    {
        Write(CompareRow.Heads);
        var task = Task.Run(work);
        while (Task.WaitAny([task], _interval) < 0)
            WriteEnded(observer);
        WriteEnded(observer);
        return task.GetAwaiter().GetResult();
    }

    private void WriteEnded(CompareObserver observer)
    {
        foreach (var row in observer.TakeEnded())
        {
            Write(row.Cells);
            if (row.Run?.Exception is { } exception)
                output.WriteLine($"    {UserError.Sentence(exception)}");
        }
        output.Flush();
    }

    private void Write(IReadOnlyList<string> cells) =>
        output.WriteLine($"  {cells[0],-22}  {cells[1],5}  {cells[2],19}  {cells[3],8}  {cells[4],9}");
}

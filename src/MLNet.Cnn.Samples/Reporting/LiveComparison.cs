using Spectre.Console;
using Spectre.Console.Rendering;

namespace MLNet.Cnn.Samples;

/// <summary>A comparison in a terminal: one line for each candidate, redrawn as it goes on.</summary>
internal sealed class LiveComparison(IAnsiConsole console)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Does the work on another thread and draws on this one.</summary>
    public T Follow<T>(CompareObserver observer, Func<T> work) => console.Live(Draw(observer)).Start(context =>
    {
        var task = Task.Run(work);
        while (Task.WaitAny([task], _interval) < 0)
            context.UpdateTarget(Draw(observer));
        context.UpdateTarget(Draw(observer));
        return task.GetAwaiter().GetResult();
    });

    private static IRenderable Draw(CompareObserver observer)
    {
        var table = new AlignedRows(gap: 2, [.. CompareRow.Heads.Select((head, column) => (head, column == 0 ? Justify.Left : Justify.Right))]);
        var rows = observer.Rows;
        double best = rows.Max(row => row.Run?.ValidationMetrics?.Accuracy ?? 0);
        foreach (var row in rows)
            table.Add([.. row.Cells.Select(cell => (cell, StyleOf(row, best)))]);
        return table.Renderable;
    }

    private static Style StyleOf(CompareRow row, double best) => row.Run switch
    {
        { Exception: not null } => Look.Bad,
        { ValidationMetrics: { } metrics } => metrics.Accuracy == best ? Look.Good : Look.Plain,
        _ => row.Epoch is null ? Look.Quiet : Look.Busy,
    };
}

using Spectre.Console;
using Spectre.Console.Rendering;

namespace MLNet.Cnn.Samples;

/// <summary>Training in a terminal: one line for each network and charts of the one under way, redrawn as it goes on.</summary>
internal sealed class LiveTraining(IAnsiConsole console, TrainingControl control)
{
    private const int OtherColumns = 68; // what the table needs beside the bar
    private const int NarrowestBar = 8;
    private const int WidestBar = 40;
    private static readonly TimeSpan _refreshInterval = TimeSpan.FromMilliseconds(150);

    /// <summary>Does the work on another thread and draws on this one.</summary>
    public T Follow<T>(IEnumerable<string> networks, Func<ITrainingObserver, T> work)
    {
        var board = new TrainingBoard(networks);
        return console.Live(Draw(board)).Start(context =>
        {
            var task = Task.Run(() => work(board));
            while (Task.WaitAny([task], _refreshInterval) < 0)
                context.UpdateTarget(Draw(board));
            context.UpdateTarget(Draw(board));
            return task.GetAwaiter().GetResult();
        });
    }

    private IRenderable Draw(TrainingBoard board)
    {
        var rows = new AlignedRows(gap: 2,
            ("Network", Justify.Left), ("Training", Justify.Left), ("Epoch", Justify.Right), ("  Loss", Justify.Right),
            ("Accuracy", Justify.Right), ("Images/s", Justify.Right), ("      Time", Justify.Right)); // wide from the start: nothing jumps
        var networks = board.Rows;
        foreach (var row in networks)
            rows.Add(Cells(row));
        return new Rows(
            rows.Renderable,
            Text.Empty,
            TrainingCharts.Draw(networks.LastOrDefault(row => row.Last is not null), console.Profile.Width, console.Profile.Capabilities.Unicode));
    }

    private IRenderable[] Cells(TrainingRow row)
    {
        var width = Math.Clamp(console.Profile.Width - OtherColumns, NarrowestBar, WidestBar);
        var style = row.Result is null ? Look.Busy : Look.Good;
        return
        [
            new Text(row.Name, row.Began is null ? Look.Quiet : Look.Plain),
            ProgressBar.Draw(row.Share, width, style, console.Profile.Capabilities.Unicode),
            .. Numbers(row.Last).Select(number => new Text(number)),
            new Text(Time(row), Look.Quiet),
        ];
    }

    private static string[] Numbers(EpochReport? last) => last is null
        ? ["", "", "", ""]
        : [Show.Epoch(last), Show.Fixed(last.Loss, 4), Show.Percent(last.Accuracy), Show.Count(last.ImagesPerSecond)];

    private string Time(TrainingRow row) => row switch
    {
        { Result: { } result } => Show.Seconds(result.TrainSeconds),
        _ when control.IsStopRequested => row.Began is null ? "skipped" : "stopping",
        { Began: null } => "waiting",
        { SecondsLeft: { } left } => left >= 0.5 ? $"{Show.Fixed(left, 0)} s left" : "testing",
        _ => "starting",
    };
}

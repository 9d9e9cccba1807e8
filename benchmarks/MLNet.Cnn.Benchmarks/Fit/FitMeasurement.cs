using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>One ordinary fit, between whose epochs the bare loop runs as many steps on the same thread.</summary>
/// <remarks>
/// A slot of ours lasts from the end of one progress callback to the beginning of the next, so it holds all that an epoch costs (order,
/// batches, steps, report) and nothing that a fit does once. The first epoch and the bare loops' first steps warm up.
/// </remarks>
internal sealed class FitMeasurement
{
    private readonly FitCase _case;
    private readonly BenchmarkOptions _options;
    private readonly int _steps;
    private readonly TrainingControl _control = new();
    private readonly List<Slot> _ours = [];
    private readonly List<Slot>[] _bare = [[], []];
    private BareRun[] _bareRuns = [];
    private SlotClock _clock;

    private FitMeasurement(FitCase fitCase, BenchmarkOptions options)
    {
        (_case, _options, _steps) = (fitCase, options, fitCase.StepsFor(options.Seconds));
    }

    public static FitResult Run(FitCase fitCase, FitData data, BenchmarkOptions options)
    {
        var measurement = new FitMeasurement(fitCase, options);
        measurement.Fit(data);
        return new FitResult(measurement._steps * FitCase.BatchSize, measurement._ours, measurement._bare);
    }

    private void Fit(FitData data)
    {
        var context = new MLContext(seed: 1);
        var view = data.View(context, _case.ImageShape, _steps * FitCase.BatchSize);
        using var trained = context.Transforms.TrainCnn(new CnnOptions
        {
            Network = _case.Network,
            Epochs = 2 + 3 * _options.Rounds,
            BatchSize = FitCase.BatchSize,
            Optimizer = new SGD(learningRate: 0.01, momentum: 0.9),
            Schedule = new ConstantRate(),
            Preprocessing = data.Preprocessing,
            Threads = _options.Threads,
            Precision = _case.Precision,
            Control = _control,
            Progress = EpochEnded,
        }).Fit(view);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EpochEnded(EpochReport report)
    {
        if (report.Epoch == 1)
        {
            _bareRuns = [.. _case.BareLoops.Select(settings => new BareRun(settings))];
            foreach (var run in _bareRuns)
                run.Run(2);
        }
        else
        {
            _ours.Add(_clock.Stop());
            if (QuietRounds() >= _options.Rounds)
                _control.RequestStop();
            else
                MeasureBare();
        }
        _clock = SlotClock.Start();
    }

    private void MeasureBare()
    {
        // Each form is as often the first neighbour of ours as the other.
        int first = _ours.Count % 2;
        foreach (int i in (int[])[first, 1 - first])
            _bare[i].Add(_bareRuns[i].Measure(_steps));
    }

    private int QuietRounds() => new FitResult(_steps * FitCase.BatchSize, _ours, _bare).QuietRounds;
}

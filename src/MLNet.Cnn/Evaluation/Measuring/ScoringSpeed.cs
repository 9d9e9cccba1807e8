using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Measures how fast a model scores, many times over: what other processes do meanwhile should not count.</summary>
internal static class ScoringSpeed
{
    private static readonly Repetition _warmUp = new(1, TimeSpan.FromMilliseconds(200)); // until the JIT compiler has done its best
    private static readonly Repetition _measured = new(3, TimeSpan.FromMilliseconds(500));

    /// <summary>How many images a second it scores as a view, or <see langword="null"/> without images.</summary>
    public static double? ImagesPerSecond(ITransformer model, IDataView images, string scoreColumnName)
    {
        // The fastest: a view is read by several threads, which a busy machine delays by far more than they work.
        var times = Measure(() => ScoreView(model.Transform(images), scoreColumnName));
        return times.Count == 0 ? null : 1000 / times[0];
    }

    /// <summary>How long it takes for one image, asked as a <c>PredictionEngine</c> asks, or <see langword="null"/> where the model does not go row by row.</summary>
    public static double? MillisecondsPerImage(ITransformer model, IDataView images, string scoreColumnName)
    {
        if (!model.IsRowToRowMapper)
            return null;
        // The median: some images may take longer than others.
        var times = Measure(() => ScoreRows(model.GetRowToRowMapper(images.Schema), images, scoreColumnName));
        return times.Count == 0 ? null : times[times.Count / 2];
    }

    /// <summary>The milliseconds that an image took, once for the whole view.</summary>
    private static IEnumerable<double> ScoreView(IDataView scored, string scoreColumnName)
    {
        var column = scored.Schema[scoreColumnName];
        VBuffer<float> scores = default;
        int rows = 0;
        long start = Stopwatch.GetTimestamp();
        using var cursor = scored.GetRowCursor([column]);
        var getScores = cursor.GetGetter<VBuffer<float>>(column);
        for (; cursor.MoveNext(); rows++)
            getScores(ref scores);
        if (rows > 0)
            yield return Stopwatch.GetElapsedTime(start).TotalMilliseconds / rows;
    }

    /// <summary>The milliseconds that each image took; finding the next one does not count.</summary>
    private static IEnumerable<double> ScoreRows(IRowToRowMapper mapper, IDataView images, string scoreColumnName)
    {
        var column = mapper.OutputSchema[scoreColumnName];
        using var cursor = images.GetRowCursor(mapper.GetDependencies([column]));
        using var row = mapper.GetRow(cursor, [column]);
        var getScores = row.GetGetter<VBuffer<float>>(column);
        VBuffer<float> scores = default;
        while (cursor.MoveNext())
        {
            long start = Stopwatch.GetTimestamp();
            getScores(ref scores);
            yield return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    /// <summary>What was measured, sorted; nothing without images.</summary>
    private static List<double> Measure(Func<IEnumerable<double>> pass)
    {
        Repeat(pass, _warmUp);
        var times = Repeat(pass, _measured);
        times.Sort();
        return times;
    }

    private static List<double> Repeat(Func<IEnumerable<double>> pass, Repetition repetition)
    {
        var times = new List<double>();
        long began = Stopwatch.GetTimestamp();
        int before;
        do
        {
            before = times.Count;
            foreach (double time in pass())
            {
                times.Add(time);
                if (IsEnough())
                    return times;
            }
        }
        while (times.Count > before); // else there are no images
        return times;

        bool IsEnough() => times.Count >= repetition.Fewest && Stopwatch.GetElapsedTime(began) >= repetition.Longest;
    }

    /// <summary>How long something is repeated, and how often at the least.</summary>
    private readonly record struct Repetition(int Fewest, TimeSpan Longest);
}

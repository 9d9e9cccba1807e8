using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Our Transform against ONNX Runtime called directly with the same model, batch size and threads.</summary>
internal static class TransformBenchmark
{
    private const int BatchSize = 256;
    private const int Images = 256 * BatchSize;

    public static ResultTable Run(BenchmarkOptions options)
    {
        Console.WriteLine("transform: LeNet5 + BN ...");
        var context = new MLContext(seed: 1);
        using var model = TrainedModel.Fit(context, Networks.LeNet5(batchNormalization: true));
        var rows = SyntheticImages.Bytes(TrainedModel.ImageShape, Images);
        byte[] pixels = [.. rows.SelectMany(row => row.Image)];
        using var direct = new DirectOnnx(model.Model.ToOnnx(), pixels, BatchSize, options.Threads);
        using var scorer = new ScorerAlone(model, pixels, BatchSize);
        var cursors = new CursorPaths(model, ImageRow<byte>.View(context, rows, TrainedModel.ImageShape));
        (string Name, Action Work)[] paths =
        [
            ("ONNX Runtime directly", direct.ScoreAll),
            ("our OnnxScorer alone, without ML.NET", scorer.ScoreAll),
            ("ML.NET's source cursor alone", cursors.ReadSource),
            ("Transform, Score read by a cursor", cursors.ReadScore),
            ("Transform, Score and PredictedLabel", cursors.ReadScoreAndLabel),
        ];
        var slots = Alternate([.. paths.Select(path => path.Work)], 2 * options.Rounds);
        return new ResultTable(
            "transform",
            $"Scoring LeNet5 with batch normalization: {Images:N0} images as byte vectors in memory, batch {BatchSize}, {options.Threads} threads. Medians; ratios from neighbouring slots.",
            [new("path"), new("images per second", "N0"), new("microseconds per image", "F2"), new("of direct", "F3"), new("quiet slots")],
            [.. paths.Select((path, i) => Row(path.Name, slots[i], slots[0]))]);
    }

    private static object[] Row(string name, List<Slot> slots, List<Slot> direct)
    {
        int[] quiet = [.. Enumerable.Range(0, slots.Count).Where(round => slots[round].IsQuiet && direct[round].IsQuiet)];
        int[] counted = quiet.Length < 3 ? [.. Enumerable.Range(0, slots.Count)] : quiet;
        double seconds = counted.Select(round => slots[round].Seconds).Median();
        double ratio = counted.Select(round => direct[round].Seconds / slots[round].Seconds).Median();
        return [name, Images / seconds, seconds / Images * 1e6, ratio, $"{quiet.Length} of {slots.Count}"];
    }

    private static List<Slot>[] Alternate(Action[] paths, int rounds)
    {
        foreach (var path in paths)
            path();
        List<Slot>[] slots = [.. paths.Select(_ => new List<Slot>())];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < paths.Length; i++)
                slots[i].Add(Slot.Measure(paths[i]));
        }
        return slots;
    }
}

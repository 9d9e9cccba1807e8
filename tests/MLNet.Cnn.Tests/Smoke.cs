using Microsoft.ML;
using Microsoft.ML.Data;
namespace MLNet.Cnn.Tests;

public class Smoke
{
    public sealed class Row { [VectorType(12, 12)] public byte[] Image { get; set; } = []; public string Label { get; set; } = ""; }
    public sealed class Pred { public float[] Score { get; set; } = []; public string PredictedLabel { get; set; } = ""; }

    [Fact]
    public void EndToEnd()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 300).Select(i =>
        {
            var image = new byte[144];
            random.NextBytes(image);
            for (int p = 0; p < 144; p++) { image[p] /= 3; if (i % 3 == 0 && p / 12 == 5 || i % 3 == 1 && p % 12 == 5 || i % 3 == 2 && p / 12 == p % 12) image[p] = 255; }
            return new Row { Image = image, Label = new[] { "row", "column", "diagonal" }[i % 3] };
        }).ToList();
        var ml = new MLContext(seed: 1);
        ml.Log += (_, e) => { if (e.Message.Contains("CnnTrainer")) Console.WriteLine(e.Message); };
        var data = ml.Data.LoadFromEnumerable(rows);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.TrainCnn(Networks.LeNet5(true), epochs: 10, batchSize: 32))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(data);
        var metrics = Fix(ml, model, data);
        Assert.True(metrics.MicroAccuracy > 0.95, $"{metrics.MicroAccuracy}");
        string path = Path.Combine(Path.GetTempPath(), "smoke ü.zip");
        ml.Model.Save(model, data.Schema, path);
        var loaded = new MLContext().Model.Load(path, out _);
        var a = model.Transform(data).GetColumn<float[]>("Score").ToArray();
        var b = loaded.Transform(data).GetColumn<float[]>("Score").ToArray();
        double diff = a.Zip(b).Max(p => p.First.Zip(p.Second).Max(q => Math.Abs(q.First - q.Second)));
        Console.WriteLine($"diff {diff}");
        Assert.True(diff < 1e-5);
        using var cnn = ml.Model.LoadCnn(path);
        Console.WriteLine(cnn.Model.Network.Summary());
        Console.WriteLine(cnn.Model.History.Epochs[^1]);
        using var engine = ml.Model.CreatePredictionEngine<Row, Pred>(model);
        Console.WriteLine(engine.Predict(rows[0]).PredictedLabel + " " + string.Join(" ", engine.Predict(rows[0]).Score));
    }

    private static MulticlassClassificationMetrics Fix(MLContext ml, TransformerChain<Microsoft.ML.Transforms.KeyToValueMappingTransformer> model, IDataView data)
    {
        var scored = model.Take(2).Aggregate(data, (d, t) => t.Transform(d));
        return ml.MulticlassClassification.Evaluate(scored);
    }
}

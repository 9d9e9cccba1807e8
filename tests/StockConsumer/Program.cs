// StockConsumer MODEL DATA: scores the rows of a binary ML.NET data file with a saved model, one line a row: label, scores.
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

Console.OutputEncoding = System.Text.Encoding.UTF8;
var mlContext = new MLContext();
var model = mlContext.Model.Load(args[0], out _);
var scored = model.Transform(mlContext.Data.LoadFromBinary(args[1]));
var scores = scored.GetColumn<float[]>("Score");
var labels = scored.Schema["PredictedLabel"].Type is KeyDataViewType
    ? scored.GetColumn<uint>("PredictedLabel").Select(key => key.ToString(CultureInfo.InvariantCulture))
    : scored.GetColumn<string>("PredictedLabel");
foreach (var (label, score) in labels.Zip(scores))
    Console.WriteLine(string.Join('\t', [label, .. score.Select(value => value.ToString("R", CultureInfo.InvariantCulture))]));
(model as IDisposable)?.Dispose();

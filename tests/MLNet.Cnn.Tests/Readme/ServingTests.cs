using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>What docs/serving.md says of threads, under load.</summary>
public sealed class ServingTests : IDisposable
{
    private const int Copies = 40; // of each of 9 photos

    private readonly PageFolder _folder = new();
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void The_pool_answers_many_threads_at_once_as_one_engine_answers_one()
    {
        Train();
        foreach (string photo in Directory.GetFiles("photos", "*", SearchOption.AllDirectories))
        {
            for (int i = 0; i < Copies; i++)
                File.Copy(photo, Path.Combine(Path.GetDirectoryName(photo)!, $"{i} {Path.GetFileName(photo)}"));
        }
        string[] files = Directory.GetFiles("photos", "*", SearchOption.AllDirectories);
        string before = _folder.Output;

        Snippet.RunProgram(Assert.Single(new Page("docs", "serving.md").Blocks("program")));

        using var engine = _mlContext.Model.CreatePredictionEngine<Photo, Answer>(_mlContext.Model.Load("photos.zip", out _));
        var expected = files.Select(file => (File: file, Answer: engine.Predict(new Photo { ImagePath = file }))).Select(asked => $"{asked.File}: {asked.Answer.PredictedLabel} {asked.Answer.Score.Max():P1}");
        Assert.Equal(9 * (Copies + 1), files.Length);
        Assert.Equal(expected.Order(StringComparer.Ordinal), _folder.Output[before.Length..].Trim().Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_model_transforms_in_many_threads_at_once_with_the_same_scores()
    {
        Train();
        var photos = _mlContext.Data.LoadFromImageFolder("photos");
        using var cnn = _mlContext.Model.LoadCnn("photos.zip");
        var loaded = _mlContext.Model.Load("photos.zip", out _);
        var models = new ITransformer[] { cnn, loaded };
        float[][][] expected = [.. models.Select(model => Scores(model, photos))];

        var seen = ParallelEnumerable.Range(0, 64).WithDegreeOfParallelism(8).Select(i => (Model: i % 2, Scores: Scores(models[i % 2], photos))).ToList();

        Assert.Equal(9, expected[0].Length);
        Assert.All(seen, run => Assert.Equal(expected[run.Model], run.Scores));
        (loaded as IDisposable)?.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    private static float[][] Scores(ITransformer model, IDataView data) => [.. model.Transform(data).GetColumn<float[]>("Score")];

    private void Train()
    {
        _folder.WritePhotos();
        Snippet.RunFragment(new Page("README.md").Blocks("code").Single(code => code.Contains("photos.zip", StringComparison.Ordinal)));
    }

    private sealed class Photo
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }

    private sealed class Answer
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}

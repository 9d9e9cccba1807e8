using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>Measures trained models one after the other.</summary>
internal static class ModelComparison
{
    private const string Images = "test", TrainingImages = "training";

    public static Leaderboard Run(IDataView data, ModelComparisonOptions options, IReadOnlyList<(string Name, ITransformer Model)> models)
    {
        if (models.Count == 0)
            throw new ArgumentException("There are no models to compare; name at least one: (\"LeNet5\", model).", nameof(models));
        foreach (var (name, model) in models)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            ArgumentNullException.ThrowIfNull(model);
        }
        if (models.GroupBy(model => model.Name).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new ArgumentException($"{same.Count()} models are called '{same.Key}', but a name must tell a model from the others.", nameof(models));
        return new Leaderboard([.. models.Select(model => Row(model.Name, model.Model, data, options))])
        {
            Title = options.Title,
            MeasuredOn = Images,
            Duplicates = options.TrainingData is { } training
                ? [new(TrainingImages, Images, ImageFingerprints.CountCommon(ImageFingerprints.Of(training, options.ImageColumnName), ImageFingerprints.Of(data, options.ImageColumnName)))]
                : [],
        };
    }

    private static LeaderboardRow Row(string name, ITransformer model, IDataView data, ModelComparisonOptions options)
    {
        try
        {
            return new()
            {
                Name = name,
                Scores = ScoreMeasurement.Measure(model, data, new(options.LabelColumnName, options.ScoreColumnName)),
                Cost = CostMeasurement.Measure(model, data, options.ScoreColumnName),
                History = CostMeasurement.TrainedNetworkIn(model)?.History,
            };
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"Model '{name}': {exception.Message}", exception);
        }
    }
}

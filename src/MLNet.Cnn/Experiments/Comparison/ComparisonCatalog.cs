using MLNet.Cnn;

namespace Microsoft.ML;

/// <summary>Models side by side, in ML.NET's catalog of multiclass classification.</summary>
public static class ComparisonCatalog
{
    /// <summary>Measures trained models on the same images: how well each classifies them, how large and how fast it is, and how far their order can be trusted.</summary>
    /// <remarks>A model takes about two seconds, more if it is slow or the images are many. A model's data must have the label as a key and a score for each class when it has gone through it.
    /// Whoever picks the best of many models by this table should expect a little less of it on new images.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Images with their labels that no model was trained on.</param>
    /// <param name="models">The models under the names they are shown by: pipelines with a CNN, with LightGBM, or any other.</param>
    /// <exception cref="ArgumentException">There are no models, two have the same name, one gives no such columns, or one does not know a class of the data or knows other ones by its keys.</exception>
    public static Leaderboard CompareModels(
        this MulticlassClassificationCatalog catalog, IDataView data, params IReadOnlyList<(string Name, ITransformer Model)> models) =>
        catalog.CompareModels(data, new ModelComparisonOptions(), models);

    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Images with their labels that no model was trained on.</param>
    /// <param name="options">Names of columns, and the training images.</param>
    /// <param name="models">The models under the names they are shown by: pipelines with a CNN, with LightGBM, or any other.</param>
    /// <inheritdoc cref="CompareModels(MulticlassClassificationCatalog, IDataView, IReadOnlyList{ValueTuple{string, ITransformer}})"/>
    public static Leaderboard CompareModels(
        this MulticlassClassificationCatalog catalog, IDataView data, ModelComparisonOptions options, params IReadOnlyList<(string Name, ITransformer Model)> models)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(models);
        return ModelComparison.Run(data, options, models);
    }
}

using MLNet.Cnn;

namespace Microsoft.ML;

/// <summary>Experiments in ML.NET's catalog.</summary>
public static class ExperimentCatalog
{
    /// <summary>Makes an experiment that compares networks and other trainers on the same images, searches their settings and hands back the best model.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="settings">What is compared, how it is searched and when it ends.</param>
    /// <exception cref="ArgumentException">There are no candidates, settings contradict each other, or a search would never end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public static CnnExperiment CreateCnnExperiment(this MulticlassClassificationCatalog catalog, ExperimentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        return new CnnExperiment(HostAccess.EnvironmentOf(catalog), settings);
    }
}

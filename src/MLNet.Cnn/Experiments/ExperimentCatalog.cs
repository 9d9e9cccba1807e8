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

    /// <summary>Chooses the augmentation that suits images by training with each and testing on images held out: mirrored letters are other letters, and only the images can tell.</summary>
    /// <remarks>
    /// <para>Each choice is trained as the options say, all its epochs, on one half of the images and tested on the other, and then the other way round (above 4,000 images only the former): about four times the
    /// work of the training itself for three choices. Halves, seed and first weights are the same for all.</para>
    /// <para>The mildest is taken that is not worse than the best by more than one standard error of their difference, so that where a few images tell nothing, the first of the list is taken.</para>
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="images">The images to train on later, all of which can be read. The label is a key or text. Keep test images out: they would be chosen by.</param>
    /// <param name="options">The training that the choice is for. Its augmentation, validation, checkpoints and TensorBoard have no part in this.</param>
    /// <param name="choices">What is chosen among, the mildest first. Default: <see langword="null"/>, <see cref="NamedAugmentation.ForPhotos"/>.</param>
    /// <param name="progress">Is told of each trial when it ends. Default: <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">There are no choices, two have the same name, or options contradict each other.</exception>
    /// <exception cref="InvalidOperationException">No choice could be trained (the message says why), or an image cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled, or their control asked to stop.</exception>
    public static AugmentationChoice ChooseAugmentation(
        this MulticlassClassificationCatalog catalog, IDataView images, CnnOptions options, IReadOnlyList<NamedAugmentation>? choices = null, IProgress<RunDetail>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(options);
        choices ??= NamedAugmentation.ForPhotos;
        if (choices.Count == 0)
            throw new ArgumentException("There are no augmentations to choose among. Give at least one, or leave choices out: none, mirror and photos.", nameof(choices));
        return new AugmentationSelection(catalog, options, choices).Run(images, progress);
    }
}

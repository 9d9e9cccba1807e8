using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>The images of a folder, in those to learn from and those to test with.</summary>
/// <param name="Train">The images to learn from: <c>ImagePath</c>, <c>Label</c>, <c>Image</c>, <c>Height</c>, <c>Width</c>.</param>
/// <param name="Test">The images to test with; the same columns.</param>
/// <param name="IsByFolder">Whether the folder had test images of its own; otherwise a share of each class was held out.</param>
public sealed record ImageFolderSplit(IDataView Train, IDataView Test, bool IsByFolder)
{
    /// <summary>The folder's own validation images, for <c>CnnTrainer.Fit(train, validation)</c> and <c>CnnExperiment.Execute</c>; the same columns.</summary>
    /// <value><see langword="null"/> where the folder has none; then set <c>ValidationFraction</c>.</value>
    public IDataView? Validation { get; init; }

    /// <summary>Which folders were taken for what, as a sentence.</summary>
    /// <value><see langword="null"/> where each folder is a class.</value>
    public string? Division { get; init; }

    /// <summary>What lies in the folder and is not read, each as a sentence.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    internal static ImageFolderSplit Load(DataOperationsCatalog catalog, string folder, double testFraction, int seed, int fold)
    {
        if (testFraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), FormattableString.Invariant($"testFraction is {testFraction}, but it must be above 0 and below 1."));
        if (fold < 0 || (fold + 1) * testFraction > 1.0001)
            throw new ArgumentOutOfRangeException(nameof(fold), FormattableString.Invariant($"fold is {fold}, but with a testFraction of {testFraction} it must be from 0 to {(int)(1.0001 / testFraction) - 1}."));
        var layout = FolderLayout.Of(folder);
        var (train, validation, test) = (layout.Parts[0], layout.Find(ImagePurpose.Validation), layout.Find(ImagePurpose.Test));
        if (fold > 0 && test is not null)
            throw new ArgumentOutOfRangeException(nameof(fold), FormattableString.Invariant($"fold is {fold}, but '{layout.Folder}' has test images of its own, in '{test.Folder}', of which there is one split only. Leave fold out."));
        var split = test is null
            ? ByShare(catalog, train.Files, testFraction, seed, fold)
            : new ImageFolderSplit(ImageFiles.View(catalog, train.Files), ImageFiles.View(catalog, test.Files), IsByFolder: true);
        return split with
        {
            Validation = validation is null ? null : ImageFiles.View(catalog, validation.Files),
            Division = validation is not null && test is null
                ? FormattableString.Invariant($"{layout.Division} None are test images, so {100 * testFraction:0.#} % of each class of '{train.Folder}' are held out to test with.")
                : layout.Division,
            LeftOut = layout.LeftOut,
        };
    }

    private static ImageFolderSplit ByShare(DataOperationsCatalog catalog, IReadOnlyList<(string Path, string Label)> files, double testFraction, int seed, int fold)
    {
        var classes = files.Select(file => file.Label).Distinct().Order(StringComparer.Ordinal).Select((name, index) => (name, index)).ToDictionary(c => c.name, c => c.index);
        int[] labels = [.. files.Select(file => classes[file.Label])];
        var (train, held) = StratifiedSplit.Of(labels, testFraction, unchecked((ulong)seed), fold);
        if (held.Length == 0 && fold > 0)
            throw new InvalidDataException(FormattableString.Invariant($"fold is {fold}, but of {Counted.Of(files.Count, "image")} none is left for it. Set testFraction higher, so that there are fewer folds, or add images."));
        if (held.Length == 0)
            throw new InvalidDataException(FormattableString.Invariant($"testFraction is {testFraction}, but {StratifiedSplit.NothingHeldOut(labels)}"));
        return new ImageFolderSplit(ImageFiles.View(catalog, train.Select(row => files[row])), ImageFiles.View(catalog, held.Select(row => files[row])), IsByFolder: false);
    }
}

using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>The images of a folder, in those to learn from and those to test with.</summary>
/// <param name="Train">The images to learn from: <c>ImagePath</c>, <c>Label</c>, <c>Image</c>, <c>Height</c>, <c>Width</c>.</param>
/// <param name="Test">The images to test with; the same columns.</param>
/// <param name="IsByFolder">Whether the folder had a <c>train</c> and a <c>test</c> of its own; otherwise a share of each class was held out.</param>
public sealed record ImageFolderSplit(IDataView Train, IDataView Test, bool IsByFolder)
{
    private const string TrainName = "train";
    private const string TestName = "test";

    internal static ImageFolderSplit Load(DataOperationsCatalog catalog, string folder, double testFraction, int seed, int fold)
    {
        if (testFraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), FormattableString.Invariant($"testFraction is {testFraction}, but it must be above 0 and below 1."));
        if (fold < 0 || (fold + 1) * testFraction > 1.0001)
            throw new ArgumentOutOfRangeException(nameof(fold), FormattableString.Invariant($"fold is {fold}, but with a testFraction of {testFraction} it must be from 0 to {(int)(1.0001 / testFraction) - 1}."));
        string train = Path.Combine(folder, TrainName), test = Path.Combine(folder, TestName);
        if (!Directory.Exists(train) || !Directory.Exists(test))
            return ByShare(catalog, ImageFolder.Files(folder, labelPattern: null), testFraction, seed, fold);
        if (fold > 0)
            throw new ArgumentOutOfRangeException(nameof(fold), FormattableString.Invariant($"fold is {fold}, but '{folder}' has a {TrainName} and a {TestName} of its own, of which there is one split only. Leave fold out."));
        var (learned, tested) = (ImageFolder.Classes(train), ImageFolder.Classes(test));
        if (learned.Count == 0 || !tested.Any())
            throw new InvalidDataException($"'{folder}' has a {TrainName} and a {TestName}, but '{(learned.Count == 0 ? train : test)}' has no class folders with images. Give it some, or load '{train}' alone.");
        if (tested.Except(learned).FirstOrDefault() is { } unknown)
            throw new InvalidDataException($"'{test}' has the class '{unknown}', but '{train}' does not: its classes are {string.Join(", ", learned)}.");
        return new ImageFolderSplit(ImageFiles.View(catalog, ImageFolder.Files(train, null)), ImageFiles.View(catalog, ImageFolder.Files(test, null)), IsByFolder: true);
    }

    private static ImageFolderSplit ByShare(DataOperationsCatalog catalog, IReadOnlyList<(string Path, string Label)> files, double testFraction, int seed, int fold)
    {
        var classes = files.Select(file => file.Label).Distinct().Order(StringComparer.Ordinal).Select((name, index) => (name, index)).ToDictionary(c => c.name, c => c.index);
        var (train, held) = StratifiedSplit.Of([.. files.Select(file => classes[file.Label])], testFraction, unchecked((ulong)seed), fold);
        if (held.Length == 0)
            throw new InvalidDataException(FormattableString.Invariant($"{testFraction:P0} of the images of each class are to be held out, but there are only {files.Count} images of {classes.Count} classes."));
        return new ImageFolderSplit(ImageFiles.View(catalog, train.Select(row => files[row])), ImageFiles.View(catalog, held.Select(row => files[row])), IsByFolder: false);
    }
}

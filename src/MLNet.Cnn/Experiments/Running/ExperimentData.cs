using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNet.Cnn;

/// <summary>The images of an experiment: read once for labels and hashes, divided once for all candidates.</summary>
internal sealed record ExperimentData
{
    /// <summary>One split, or one for each fold.</summary>
    public required IReadOnlyList<DataSplit> Splits { get; init; }

    /// <summary>The test view, its label a key, or <see langword="null"/>.</summary>
    public required IDataView? Test { get; init; }

    /// <summary>How the validation images were split off, or <see langword="null"/> where they were not.</summary>
    public SplitRounding? Split { get; init; }

    /// <summary>The hash of the test images with their labels, or <see langword="null"/>.</summary>
    public required string? TestHash { get; init; }

    public required ClassLabels Labels { get; init; }

    /// <summary>Whether the user's label is text, which predictions are then turned back into.</summary>
    public required bool LabelIsText { get; init; }

    /// <summary>What models are saved with: the user's columns.</summary>
    public required DataViewSchema InputSchema { get; init; }

    /// <summary>Hashes of the images with their labels, by what they are for.</summary>
    public required IReadOnlyDictionary<string, string> Hashes { get; init; }

    public required IReadOnlyList<DuplicateImages> Duplicates { get; init; }

    /// <summary>Reads and divides.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or its keys stand for other classes than those of the training images.</exception>
    /// <exception cref="InvalidOperationException">There are no images, too few of a class, or none of a class that is known.</exception>
    public static ExperimentData Read(ExperimentSettings settings, ulong seed, IDataView train, IDataView? validation, IDataView? test, SplitRounding rounding = SplitRounding.AllClasses)
    {
        bool isText = train.Schema.GetColumnOrNull(settings.LabelColumnName) is { Type: TextDataViewType };
        var key = isText ? KeysOf(train, settings.LabelColumnName) : null;
        var keyed = Keyed(train)!;
        var labels = ClassLabels.Resolve(keyed.Schema, settings.LabelColumnName);
        var rows = LabelledHashes.Of(keyed, labels, settings.ImageColumnName);
        var sets = new List<(string Name, LabelledHashes Rows)>();
        IReadOnlyList<DataSplit> splits;
        if (validation is not null)
        {
            splits = [new DataSplit(keyed, Keyed(validation)!)];
            sets = [("training", rows), ("validation", Known("validation", Keyed(validation)!))];
        }
        else
        {
            int[] folds = Folds(settings, rows.Labels, labels, seed, rounding);
            splits = [.. Enumerable.Range(0, settings.Folds ?? 1).Select(fold => new DataSplit(
                new RowSubsetView(keyed, [.. folds.Select(of => of >= 0 && of != fold)]),
                new RowSubsetView(keyed, [.. folds.Select(of => of == fold)])))];
            sets = settings.Folds is null ? [("training", rows.Where(folds, fold => fold == 1)), ("validation", rows.Where(folds, fold => fold == 0))] : [("training", rows)];
        }
        if (test is not null)
            sets.Add(("test", Known("test", Keyed(test)!)));
        return new ExperimentData
        {
            Splits = splits,
            Test = Keyed(test),
            Split = validation is null && settings.Folds is null ? rounding : null,
            TestHash = test is null ? null : sets[^1].Rows.Hash(),
            Labels = labels,
            LabelIsText = isText,
            InputSchema = train.Schema,
            // The test view is no part of what is trained and chosen.
            Hashes = sets.Where(set => set.Name != "test").ToDictionary(set => $"{set.Name} images", set => set.Rows.Hash()),
            Duplicates = [.. from first in sets from second in sets where sets.IndexOf(first) < sets.IndexOf(second)
                let count = ImageFingerprints.CountCommon(first.Rows.Images, second.Rows.Images) where count > 0 select new DuplicateImages(first.Name, second.Name, count)],
        };

        IDataView? Keyed(IDataView? view) => view is null || key is null ? view : key.Transform(view);

        LabelledHashes Known(string name, IDataView view)
        {
            labels.FindIn(view.Schema, name);
            var known = LabelledHashes.Of(view, labels, settings.ImageColumnName);
            return known.Labels.Any(label => label >= 0) ? known : throw new InvalidOperationException(FormattableString.Invariant(
                $"None of the {Counted.Of(known.Labels.Length, "row")} of the {name} data has a label that the training data knows: {string.Join(", ", labels.Names.Take(10))}. Give images of these classes, or train on those of the {name} data too."));
        }
    }

    private static int[] Folds(ExperimentSettings settings, IReadOnlyList<int> rowLabels, ClassLabels labels, ulong seed, SplitRounding rounding)
    {
        if (settings.Folds is { } count)
            return ClassFolds.Of(rowLabels, labels, count, seed);
        int[] known = [.. Enumerable.Range(0, rowLabels.Count).Where(row => rowLabels[row] >= 0)];
        int[] knownLabels = [.. known.Select(row => rowLabels[row])];
        var (_, held) = StratifiedSplit.Of(knownLabels, settings.ValidationFraction, seed, rounding: rounding);
        if (held.Length == 0)
            throw new InvalidOperationException(FormattableString.Invariant($"ExperimentSettings.ValidationFraction is {settings.ValidationFraction}, but {StratifiedSplit.NothingHeldOut(knownLabels)}"));
        var folds = new int[rowLabels.Count];
        Array.Fill(folds, -1);
        foreach (int row in known)
            folds[row] = 1;
        foreach (int row in held)
            folds[known[row]] = 0;
        return folds;
    }

    private static ValueToKeyMappingTransformer KeysOf(IDataView train, string column) => new MLContext().Transforms.Conversion
        .MapValueToKey(column, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(train);
}

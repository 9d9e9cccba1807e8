using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Measures how well a model classifies, whatever it is made of.</summary>
internal static class ScoreMeasurement
{
    /// <summary>Scores a view once.</summary>
    /// <param name="model">The model: its output has the label as a key and a score for each class.</param>
    /// <param name="data">The images with their labels.</param>
    /// <param name="columns">The names of these columns.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, scores and labels are those of different classes, or no image has a label.</exception>
    public static ModelScores Measure(ITransformer model, IDataView data, MeasuredColumns columns)
    {
        var scored = model.Transform(data);
        var labels = ClassLabels.Resolve(scored.Schema, columns.Label);
        Check(scored.Schema, columns.Score, labels);
        var mlContext = new MLContext();
        // Scored once and read twice.
        var kept = mlContext.Data.Cache(scored, columns.Label, columns.Score);
        var correct = Outcomes(kept, labels, columns.Score);
        if (correct.Count == 0)
            throw new ArgumentException($"No image of the view has a label in column '{columns.Label}' that the model knows, so there is nothing to measure it on. It knows: {string.Join(", ", labels.Names.Take(10))}.", nameof(data));
        // ML.NET wants a column of predicted labels to exist, though it decides by the scores: any will do, and not every model has one.
        var metrics = mlContext.MulticlassClassification.Evaluate(kept, columns.Label, columns.Score, predictedLabelColumnName: columns.Label);
        return new() { Correct = correct, MacroF1 = MacroF1.Of(metrics.ConfusionMatrix.Counts), LogLoss = metrics.LogLoss };
    }

    private static List<bool> Outcomes(IDataView scored, ClassLabels labels, string scoreColumnName)
    {
        var label = scored.Schema[labels.ColumnName];
        var score = scored.Schema[scoreColumnName];
        using var cursor = scored.GetRowCursor([label, score]);
        var rows = new LabelledRows(cursor, label, null, labels, CancellationToken.None);
        var getScores = cursor.GetGetter<VBuffer<float>>(score);
        VBuffer<float> sparse = default;
        var scores = new float[labels.Count];
        var correct = new List<bool>();
        while (rows.MoveNext())
        {
            getScores(ref sparse);
            sparse.CopyTo(scores);
            // The first of equal ones, as ML.NET decides. NaN is largest to IndexOfMax, so that a model without an answer is wrong.
            int largest = TensorPrimitives.IndexOfMax<float>(scores);
            correct.Add(largest == rows.Label && !float.IsNaN(scores[largest]));
        }
        return correct;
    }

    private static void Check(DataViewSchema schema, string name, ClassLabels labels)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw new ArgumentException($"The model gives no column '{name}'. It gives: {string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => c.Name))}. Name the column with the scores in the options.");
        if (column.Type is not VectorDataViewType { ItemType: NumberDataViewType { RawType: var type } } vector || type != typeof(float) || vector.Size != labels.Count)
            throw new ArgumentException($"Score column '{name}' is {column.Type}, but a Vector<Single, {labels.Count}> was expected: a score for each class of label column '{labels.ColumnName}'.");
        CheckClasses(column, schema[labels.ColumnName], labels);
    }

    /// <summary>Scores and keys may stand for different classes, or for the same in another order: the numbers would look like any others.</summary>
    private static void CheckClasses(DataViewSchema.Column score, DataViewSchema.Column label, ClassLabels labels)
    {
        if (!score.HasSlotNames() || label.Annotations.Schema.GetColumnOrNull("KeyValues") is null)
            return;
        VBuffer<ReadOnlyMemory<char>> slots = default;
        score.GetSlotNames(ref slots);
        string[] names = [.. slots.DenseValues().Select(name => name.ToString())];
        if (!names.SequenceEqual(labels.Names))
            throw new ArgumentException($"Score column '{score.Name}' has scores for the classes {ClassLabels.Listed(names)}, but the keys of label column '{label.Name}' stand for {ClassLabels.Listed(labels.Names)}. Send the data that a model is trained on and those it is measured on through one fitted MapValueToKey.");
    }
}

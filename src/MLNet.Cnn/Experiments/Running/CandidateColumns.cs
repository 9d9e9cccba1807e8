using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Whether an estimator gives the columns that its model is measured and used by, before any time is spent on it.</summary>
internal static class CandidateColumns
{
    /// <summary>Throws if it does not.</summary>
    /// <exception cref="InvalidOperationException">A column is missing or of another type, or the estimator does not take the data.</exception>
    public static void Check(EstimatorCandidate candidate, DataViewSchema input)
    {
        SchemaShape output;
        try
        {
            output = SchemaProbe.OutputOf(candidate.Value, input);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException($"Candidate '{candidate.Name}' does not take the data: {exception.Message}", exception);
        }
        var score = Find(output, ScoringSchema.ScoreName, "a vector of Single with a score for each class");
        if (score.Kind == SchemaShape.Column.VectorKind.Scalar || score.ItemType != NumberDataViewType.Single)
            throw Error(ScoringSchema.ScoreName, $"is {Describe(score)}, but a vector of Single with a score for each class was expected. Binary trainers become multiclass by OneVersusAll");
        var predicted = Find(output, ScoringSchema.PredictedLabelName, "the predicted class");
        if (!predicted.IsKey)
            throw Error(ScoringSchema.PredictedLabelName, $"is {Describe(predicted)}, but a key, the predicted class, was expected. Leave out MapKeyToValue: the experiment turns keys into values itself");

        SchemaShape.Column Find(SchemaShape schema, string name, string what)
        {
            foreach (var column in schema)
            {
                if (column.Name == name)
                    return column;
            }
            throw Error(name, $"is missing: expected {what}, as ML.NET's multiclass trainers give it. There is: {string.Join(", ", schema.Select(column => column.Name))}");
        }

        InvalidOperationException Error(string column, string what) => new($"Candidate '{candidate.Name}': column '{column}' {what}.");
    }

    private static string Describe(SchemaShape.Column column) =>
        (column.Kind == SchemaShape.Column.VectorKind.Scalar ? "" : "a vector of ") + (column.IsKey ? $"Key<{column.ItemType}>" : $"{column.ItemType}");
}

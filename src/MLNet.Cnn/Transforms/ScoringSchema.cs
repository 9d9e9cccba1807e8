using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>The columns before and after scoring.</summary>
internal sealed class ScoringSchema
{
    public const string ScoreName = "Score";
    public const string PredictedLabelName = "PredictedLabel";

    public ScoringSchema(DataViewSchema input, ImageColumn image, ClassLabels labels)
    {
        Input = input;
        Image = image.FindIn(input);
        ImageColumn = image;
        labels.RefuseOtherOrder(input);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        builder.AddColumn(PredictedLabelName, new KeyDataViewType(typeof(uint), labels.Count), PredictedLabelAnnotations(labels));
        builder.AddColumn(ScoreName, new VectorDataViewType(NumberDataViewType.Single, labels.Count), ScoreAnnotations(labels));
        Output = builder.ToSchema();
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Output { get; }

    public DataViewSchema.Column Image { get; }

    /// <summary>What the image column means.</summary>
    public ImageColumn ImageColumn { get; }

    public DataViewSchema.Column PredictedLabel => Output[Input.Count];

    public DataViewSchema.Column Score => Output[Input.Count + 1];

    /// <summary>Whether a column of the output is computed here.</summary>
    public bool IsScored(DataViewSchema.Column column) => column.Index >= Input.Count;

    /// <summary>The columns of the input that are needed for some of the output.</summary>
    public IEnumerable<DataViewSchema.Column> Dependencies(IEnumerable<DataViewSchema.Column> outputColumns)
    {
        var wanted = outputColumns.ToList();
        foreach (var column in wanted)
        {
            if (column.Index >= Output.Count || Output[column.Index].Name != column.Name)
                throw new ArgumentException($"Column '{column.Name}' is not part of this view.", nameof(outputColumns));
        }
        bool scored = wanted.Any(IsScored);
        return Input.Where(column => wanted.Any(w => w.Index == column.Index) || (scored && column.Index == Image.Index));
    }

    /// <summary>The key of the largest score: 1 for the first class, 0 (missing) if no score is a number.</summary>
    public static uint KeyOfLargest(ReadOnlySpan<float> scores)
    {
        int best = -1;
        float largest = float.NegativeInfinity;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] > largest)
                (largest, best) = (scores[i], i);
        }
        return (uint)(best + 1);
    }

    private static DataViewSchema.Annotations PredictedLabelAnnotations(ClassLabels labels)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(labels.Column.Annotations, name => name == "KeyValues");
        AddKind(annotations, "PredictedLabel");
        return annotations.ToAnnotations();
    }

    private static DataViewSchema.Annotations ScoreAnnotations(ClassLabels labels)
    {
        var names = new VBuffer<ReadOnlyMemory<char>>(labels.Count, [.. labels.Names.Select(name => name.AsMemory())]);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add("SlotNames", new VectorDataViewType(TextDataViewType.Instance, labels.Count),
            (ref VBuffer<ReadOnlyMemory<char>> destination) => names.CopyTo(ref destination));
        AddKind(annotations, "Score");
        return annotations.ToAnnotations();
    }

    private static void AddKind(DataViewSchema.Annotations.Builder annotations, string valueKind)
    {
        annotations.AddPrimitiveValue("ScoreColumnKind", TextDataViewType.Instance, "MulticlassClassification".AsMemory());
        annotations.AddPrimitiveValue("ScoreValueKind", TextDataViewType.Instance, valueKind.AsMemory());
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Reads images of one cursor or row into a batch and scores it. One for each reader; not for several threads.</summary>
internal abstract class ImageScorer
{
    /// <summary>The probabilities: (images, classes).</summary>
    public required float[] Scores { get; init; }

    public required int ClassCount { get; init; }

    public static ImageScorer Create(DataViewRow row, ScoringSchema schema, OnnxScorer scorer, int batchSize) => schema.IsByte
        ? new ImageScorer<byte>(row, schema, scorer, batchSize) { Scores = new float[batchSize * scorer.ClassCount], ClassCount = scorer.ClassCount }
        : new ImageScorer<float>(row, schema, scorer, batchSize) { Scores = new float[batchSize * scorer.ClassCount], ClassCount = scorer.ClassCount };

    /// <summary>Reads the image of the current row into a place of the batch.</summary>
    public abstract void Read(int index);

    /// <summary>Scores the first images of the batch.</summary>
    public abstract void Run(int count);

    /// <summary>The probabilities of one image.</summary>
    public ReadOnlySpan<float> ScoresOf(int index) => Scores.AsSpan(index * ClassCount, ClassCount);

    /// <summary>The getter of <c>Score</c> or <c>PredictedLabel</c>.</summary>
    /// <param name="column">The column.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="current">Gives the place of the current row's image, scored by then.</param>
    public Delegate Getter(DataViewSchema.Column column, ScoringSchema schema, Func<int> current) => column.Index == schema.Score.Index
        ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> destination) =>
        {
            var scores = ScoresOf(current());
            var editor = VBufferEditor.Create(ref destination, scores.Length);
            scores.CopyTo(editor.Values);
            destination = editor.Commit();
        })
        : (ValueGetter<uint>)((ref uint destination) => destination = ScoringSchema.KeyOfLargest(ScoresOf(current())));
}

/// <summary>An <see cref="ImageScorer"/> for pixels of one type.</summary>
internal sealed class ImageScorer<T>(DataViewRow row, ScoringSchema schema, OnnxScorer scorer, int batchSize) : ImageScorer
    where T : unmanaged
{
    private readonly ValueGetter<VBuffer<T>> _getter = row.GetGetter<VBuffer<T>>(row.Schema[schema.Image.Index]);
    private readonly T[] _pixels = GC.AllocateUninitializedArray<T>(batchSize * scorer.ImageSize);
    private VBuffer<T> _buffer;

    public override void Read(int index)
    {
        _getter(ref _buffer);
        if (_buffer.Length != scorer.ImageSize)
            throw new InvalidOperationException($"Image column '{schema.Image.Name}', row {row.Position}: the vector has {_buffer.Length} values, expected {scorer.ImageSize}.");
        _buffer.CopyTo(_pixels.AsSpan(index * scorer.ImageSize, scorer.ImageSize));
    }

    public override void Run(int count) => scorer.Score(_pixels, count, Scores);
}

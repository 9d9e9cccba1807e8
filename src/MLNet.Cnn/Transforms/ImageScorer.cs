using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Reads images of one cursor or row into a batch and scores it. One for each reader; not for several threads.</summary>
internal abstract class ImageScorer : IDisposable
{
    /// <summary>The probabilities: (images, classes).</summary>
    public required float[] Scores { get; init; }

    public required int ClassCount { get; init; }

    public static ImageScorer Create(DataViewRow row, ScoringSchema schema, OnnxScorer scorer, int batchSize) => schema.ImageColumn switch
    {
        { Kind: not ImageColumnKind.Pixels } => Create<byte>(new DecodedPixels(row, schema), scorer, batchSize),
        { IsByte: true } => Create(new VectorPixels<byte>(row, schema), scorer, batchSize),
        _ => Create(new VectorPixels<float>(row, schema), scorer, batchSize),
    };

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

    public abstract void Dispose();

    private static ImageScorer<T> Create<T>(PixelSource<T> pixels, OnnxScorer scorer, int batchSize)
        where T : unmanaged =>
        new(pixels, scorer, batchSize) { Scores = new float[batchSize * scorer.ClassCount], ClassCount = scorer.ClassCount };
}

/// <summary>An <see cref="ImageScorer"/> for pixels of one type.</summary>
internal sealed class ImageScorer<T>(PixelSource<T> source, OnnxScorer scorer, int batchSize) : ImageScorer
    where T : unmanaged
{
    private readonly T[] _pixels = GC.AllocateUninitializedArray<T>(batchSize * scorer.ImageSize);

    public override void Read(int index) => source.Read(_pixels.AsSpan(index * scorer.ImageSize, scorer.ImageSize));

    public override void Run(int count) => scorer.Score(_pixels, count, Scores);

    public override void Dispose() => source.Dispose();
}

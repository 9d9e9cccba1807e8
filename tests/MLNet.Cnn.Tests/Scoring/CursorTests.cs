using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Cnn.Tests;

/// <summary>Rows are scored in batches, and nobody who reads them notices.</summary>
[Collection(TrainedModelCollection.Name)]
public class CursorTests
{
    private readonly TrainedModel _trained;
    private readonly MLContext _context;

    public CursorTests(TrainedModel trained) => (_trained, _context) = (trained, trained.Context);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(512)]
    public void Every_row_has_its_own_scores_wherever_batches_end(int count)
    {
        var rows = TestImages.Rows(count, seed: 4);
        var scored = _trained.Cnn.Transform(_context.Data.LoadFromEnumerable(rows));

        var read = ReadAll(scored.GetRowCursor(scored.Schema));

        Assert.Equal(rows.Select(row => row.Id), read.Select(row => row.Id));
        Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), read.Select(row => row.Position));
        Assert.All(rows.Zip(read), pair => Assert.Equal(pair.First.Image, pair.Second.Image));
        Assert.All(rows.Zip(read), pair => Assert.Equal(pair.First.Label, pair.Second.Label));
        if (count > 0)
            Assert.InRange(SmallTraining.LargestDifference(OneByOne(rows), [.. read.Select(row => row.Scores)]), 0, 1e-6);
    }

    [Fact]
    public void The_number_of_rows_is_that_of_the_source()
    {
        Assert.Equal(90, _trained.Cnn.Transform(_trained.Keyed).GetRowCount());
        Assert.Null(_trained.Cnn.Transform(_context.Data.LoadFromEnumerable(TestImages.Rows(9).Where(row => row.Id > 3))).GetRowCount());
    }

    [Fact]
    public void Shuffled_rows_keep_their_scores_and_ids()
    {
        var cached = _context.Data.Cache(_trained.Keyed);
        var scored = _trained.Cnn.Transform(cached);
        var shuffledFirst = _trained.Cnn.Transform(_context.Data.ShuffleRows(cached, seed: 3));
        Assert.True(scored.CanShuffle);
        Assert.False(_trained.Cnn.Transform(_trained.Keyed).CanShuffle);

        foreach (var read in new[]
        {
            ReadAll(scored.GetRowCursor(scored.Schema, new Random(5))),
            ReadAll(shuffledFirst.GetRowCursor(shuffledFirst.Schema)),
            ReadAll(_context.Data.ShuffleRows(scored, seed: 8).GetRowCursor(scored.Schema)),
        })
        {
            Assert.NotEqual(Enumerable.Range(0, 90), read.Select(row => row.Id));
            Assert.Equal(Enumerable.Range(0, 90), read.Select(row => row.Id).Order());
            AssertScoresBelongToTheirRows(read);
            Assert.Equal(90, read.Select(row => row.RowId).Distinct().Count());
        }
        using var source = cached.GetRowCursor(cached.Schema, new Random(5));
        using var cursor = scored.GetRowCursor(scored.Schema, new Random(5));
        var (sourceId, id) = (source.GetIdGetter(), cursor.GetIdGetter());
        while (source.MoveNext())
        {
            Assert.True(cursor.MoveNext());
            DataViewRowId expected = default, actual = default;
            sourceId(ref expected);
            id(ref actual);
            Assert.Equal(expected, actual);
        }
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void Parallel_cursors_share_the_rows()
    {
        var rows = TestImages.Rows(700, seed: 4);
        var scored = _trained.Cnn.Transform(_context.Data.Cache(_context.Data.LoadFromEnumerable(rows)));
        var expected = OneByOne(rows);

        var cursors = scored.GetRowCursorSet(scored.Schema, 4);
        var parts = new List<ReadRow>[cursors.Length];
        // Nobody goes on before everybody has begun; else the first might read everything.
        using var begun = new Barrier(cursors.Length);
        Thread[] threads = [.. cursors.Select((cursor, i) => new Thread(() => parts[i] = ReadAll(cursor, begun.SignalAndWait)))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        Assert.True(cursors.Length > 1, "The source gave one cursor only.");
        Assert.True(parts.Count(part => part.Count > 0) > 1);
        Assert.Equal(Enumerable.Range(0, 700), parts.SelectMany(part => part).Select(row => row.Id).Order());
        Assert.All(parts, part => Assert.Equal(part.Select(row => row.Batch).Order(), part.Select(row => row.Batch)));
        Assert.Equal(parts.Sum(part => part.Select(row => row.Batch).Distinct().Count()), parts.SelectMany(part => part).Select(row => row.Batch).Distinct().Count());
        var byId = parts.SelectMany(part => part).OrderBy(row => row.Id).Select(row => row.Scores).ToList();
        Assert.InRange(SmallTraining.LargestDifference(expected, byId), 0, 1e-6);
    }

    [Fact]
    public void Stock_components_behind_keep_the_order()
    {
        var rows = TestImages.Rows(600, seed: 4);
        var scored = _trained.Cnn.Transform(_context.Data.LoadFromEnumerable(rows));
        var mapped = _context.Transforms.CopyColumns("Copy", "Score").Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(scored).Transform(scored);

        Assert.Equal(rows.Select(row => row.Id), mapped.Column<int>("Id"));
        Assert.InRange(SmallTraining.LargestDifference(OneByOne(rows), [.. mapped.Column<float[]>("Copy")]), 0, 1e-6);
    }

    [Fact]
    public void No_rows_give_no_scores()
    {
        var scored = _trained.Cnn.Transform(_context.Data.LoadFromEnumerable(new List<ImageRow>()));

        Assert.Empty(scored.Column<float[]>("Score"));
        Assert.Empty(scored.Preview().RowView);
        Assert.All(scored.GetRowCursorSet(scored.Schema, 3), cursor => Assert.Empty(ReadAll(cursor)));
    }

    [Theory]
    [InlineData("Score", 256)]
    [InlineData("Id", 3)]
    public void A_cursor_disposed_early_frees_its_source(string column, int rowsRead)
    {
        var source = new CountingView(TestImages.View(_context, 600));
        var scored = _trained.Cnn.Transform(source);

        var cursor = scored.GetRowCursor([scored.Schema[column]]);
        for (int i = 0; i < 3; i++)
            Assert.True(cursor.MoveNext());
        Assert.Equal(1, source.Open);
        cursor.Dispose();

        Assert.Equal((0, rowsRead), (source.Open, source.RowsRead));
        cursor.Dispose();
        Assert.Equal(0, source.Open);
    }

    [Fact]
    public void A_cursor_disposed_within_a_batch_gives_no_more_rows()
    {
        var cursor = _trained.Cnn.Transform(_trained.Keyed).GetRowCursor([_trained.Cnn.GetOutputSchema(_trained.Keyed.Schema)["Score"]]);
        Assert.True(cursor.MoveNext());

        cursor.Dispose();

        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void A_row_that_cannot_be_read_never_gives_a_row_without_scores()
    {
        var rows = TestImages.Rows(20);
        var data = _context.Data.LoadFromEnumerable(rows.Select(row => row.Id == 7 ? throw new InvalidDataException("row 7 is gone") : row));
        var scored = _trained.Cnn.Transform(data);
        using var cursor = scored.GetRowCursor(scored.Schema);

        Assert.ThrowsAny<Exception>(() => cursor.MoveNext());

        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void Some_rows_can_be_taken()
    {
        var scored = _trained.Cnn.Transform(_trained.Keyed);

        var taken = _context.Data.TakeRows(scored, 3);
        var skipped = _context.Data.SkipRows(scored, 88);

        Assert.Equal(_trained.Scores.Take(3), taken.Column<float[]>("Score"));
        Assert.Equal(_trained.Scores.Skip(88), skipped.Column<float[]>("Score"));
    }

    [Fact]
    public void Preview_shows_scores_and_labels()
    {
        var preview = _trained.Cnn.Transform(_trained.Keyed).Preview(maxRows: 5);

        Assert.Equal(5, preview.RowView.Length);
        for (int row = 0; row < 5; row++)
        {
            var values = preview.RowView[row].Values.ToLookup(pair => pair.Key, pair => pair.Value);
            Assert.Equal(_trained.Scores[row], ((VBuffer<float>)values["Score"].Single()).DenseValues());
            Assert.Equal(row, values["Id"].Single());
        }
    }

    [Fact]
    public void Scored_data_is_the_same_after_saving_as_binary()
    {
        using var folder = new TestFolder();
        using (var stream = File.Create(folder.File("scored.idv")))
            _context.Data.SaveAsBinary(_trained.Cnn.Transform(_trained.Keyed), stream);

        var loaded = new MLContext().Data.LoadFromBinary(folder.File("scored.idv"));

        Assert.Equal(_trained.Scores, loaded.Column<float[]>("Score"));
        Assert.Equal(_trained.Cnn.Transform(_trained.Keyed).Column<uint>("PredictedLabel"), loaded.Column<uint>("PredictedLabel"));
        VBuffer<ReadOnlyMemory<char>> names = default;
        loaded.Schema["Score"].GetSlotNames(ref names);
        Assert.Equal(TestImages.Classes, names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void Scored_data_can_be_cached_split_and_enumerated()
    {
        var cached = _context.Data.Cache(_trained.Cnn.Transform(_trained.Keyed));
        var split = _context.Data.TrainTestSplit(cached, 0.3, seed: 1);

        Assert.Equal(_trained.Scores, cached.Column<float[]>("Score"));
        Assert.Equal(90, split.TrainSet.Column<float[]>("Score").Count() + split.TestSet.Column<float[]>("Score").Count());
        var predictions = _context.Data.CreateEnumerable<Prediction>(_trained.Pipeline.Transform(_trained.Data), reuseRowObject: false).ToList();
        Assert.Equal(_trained.Scores, predictions.Select(prediction => prediction.Score));
    }

    [Fact]
    public void Sparse_images_are_scored_as_what_they_stand_for()
    {
        var dense = _context.Data.LoadFromEnumerable(_trained.Rows.Select(row => new Vectors { Image = new VBuffer<byte>(144, [.. row.Image.Select(Threshold)]) }));
        var sparse = _context.Data.LoadFromEnumerable(_trained.Rows.Select(row =>
        {
            int[] indices = [.. Enumerable.Range(0, 144).Where(i => Threshold(row.Image[i]) != 0)];
            return new Vectors { Image = new VBuffer<byte>(144, indices.Length, [.. indices.Select(i => Threshold(row.Image[i]))], indices) };
        }));
        Assert.False(sparse.Column<VBuffer<byte>>("Image").First().IsDense);

        Assert.Equal(_trained.Cnn.Scores(dense), _trained.Cnn.Scores(sparse));

        static byte Threshold(byte pixel) => pixel > 60 ? pixel : (byte)0;
    }

    [Fact]
    public void Images_may_be_read_beside_their_scores()
    {
        var pipeline = _context.Transforms.ConvertToGrayscale("Gray", "Picture")
            .Append(_context.Transforms.ExtractPixels("Image", "Gray", colorsToExtract: ImagePixelExtractingEstimator.ColorBits.Red, outputAsFloatArray: false));
        var pictures = _context.Data.LoadFromEnumerable(_trained.Rows.Take(20).Select(row => new Picture { Id = row.Id, Image = ToPicture(row.Image) }));
        var pixels = pipeline.Fit(pictures).Transform(pictures);
        var scored = _trained.Cnn.Transform(pixels);
        var expected = _trained.Cnn.Scores(pixels);

        using var cursor = scored.GetRowCursor([scored.Schema["Picture"], scored.Schema["Score"], scored.Schema["Id"]]);
        var picture = cursor.GetGetter<MLImage>(scored.Schema["Picture"]);
        var (score, id) = (cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]), cursor.GetGetter<int>(scored.Schema["Id"]));
        MLImage? image = null;
        VBuffer<float> scores = default;
        int row = 0, number = 0;
        for (; cursor.MoveNext(); row++)
        {
            picture(ref image!);
            score(ref scores);
            id(ref number);
            Assert.Equal((12, 12, row), (image.Width, image.Height, number));
            Assert.Equal(_trained.Rows[row].Image[5], image.Pixels[4 * 5]);
            Assert.InRange(SmallTraining.LargestDifference([expected[row]], [[.. scores.DenseValues()]]), 0, 1e-6);
        }
        Assert.Equal(20, row);
    }

    private void AssertScoresBelongToTheirRows(IReadOnlyList<ReadRow> read) => Assert.InRange(
        SmallTraining.LargestDifference([.. read.Select(row => _trained.Scores[row.Id])], [.. read.Select(row => row.Scores)]), 0, 1e-6);

    /// <summary>The scores of each row alone, by a prediction engine.</summary>
    private float[][] OneByOne(IEnumerable<ImageRow> rows)
    {
        using var engine = _context.Model.CreatePredictionEngine<ImageRow, Prediction>(
            _trained.Pipeline, new PredictionEngineOptions { OwnsTransformer = false });
        return [.. rows.Select(row => engine.Predict(row).Score)];
    }

    private static List<ReadRow> ReadAll(DataViewRowCursor cursor, Action? afterFirstMove = null)
    {
        using var _ = cursor;
        var (image, label) = (cursor.GetGetter<VBuffer<byte>>(cursor.Schema["Image"]), TextOrKey(cursor));
        var (id, score) = (cursor.GetGetter<int>(cursor.Schema["Id"]), cursor.GetGetter<VBuffer<float>>(cursor.Schema["Score"]));
        var rowId = cursor.GetIdGetter();
        var rows = new List<ReadRow>();
        VBuffer<byte> pixels = default;
        VBuffer<float> scores = default;
        int number = 0;
        DataViewRowId identity = default;
        bool moved = cursor.MoveNext();
        afterFirstMove?.Invoke();
        for (; moved; moved = cursor.MoveNext())
        {
            image(ref pixels);
            score(ref scores);
            id(ref number);
            rowId(ref identity);
            rows.Add(new ReadRow(number, label(), [.. pixels.DenseValues()], [.. scores.DenseValues()], cursor.Position, cursor.Batch, identity));
        }
        return rows;
    }

    private static Func<string> TextOrKey(DataViewRowCursor cursor)
    {
        if (cursor.Schema["Label"].Type is not TextDataViewType)
            return () => "";
        var label = cursor.GetGetter<ReadOnlyMemory<char>>(cursor.Schema["Label"]);
        ReadOnlyMemory<char> text = default;
        return () =>
        {
            label(ref text);
            return text.ToString();
        };
    }

    private static MLImage ToPicture(byte[] gray) => MLImage.CreateFromPixels(
        12, 12, MLPixelFormat.Bgra32, [.. gray.SelectMany(value => new[] { value, value, value, (byte)255 })]);

    private sealed record ReadRow(int Id, string Label, byte[] Image, float[] Scores, long Position, long Batch, DataViewRowId RowId);

    public sealed class Vectors
    {
        [VectorType(TestImages.Size, TestImages.Size)]
        public VBuffer<byte> Image { get; set; }
    }

    public sealed class Picture
    {
        public int Id { get; set; }

        [ColumnName("Picture")]
        [ImageType(12, 12)]
        public MLImage Image { get; set; } = null!;
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>Only what is asked for is read and computed.</summary>
[Collection(TrainedModelCollection.Name)]
public class LazyColumnsTests
{
    private readonly TrainedModel _trained;
    private readonly IDataView _scored;
    private int _imagesRead;

    public LazyColumnsTests(TrainedModel trained)
    {
        _trained = trained;
        var counting = trained.Context.Transforms.CustomMapping<Raw, Read>(
            (from, to) =>
            {
                Interlocked.Increment(ref _imagesRead);
                to.Image = from.Pixels;
            },
            contractName: null);
        var data = trained.Context.Data.LoadFromEnumerable(trained.Rows.Select(row => new Raw { Pixels = row.Image, Id = row.Id, Label = row.Label }));
        _scored = trained.Cnn.Transform(counting.Fit(data).Transform(data));
    }

    [Fact]
    public void Transform_reads_nothing() => Assert.Equal(0, _imagesRead);

    [Fact]
    public void Asking_for_other_columns_reads_no_image()
    {
        Assert.Equal(Enumerable.Range(0, 90), _scored.Column<int>("Id"));
        Assert.Equal("column", _scored.Column<string>("Label").ElementAt(1));
        Assert.Equal(0, _imagesRead);
    }

    [Theory]
    [InlineData("Score")]
    [InlineData("PredictedLabel")]
    public void Asking_for_scores_reads_each_image_once(string column)
    {
        using var cursor = _scored.GetRowCursor([_scored.Schema["Id"], _scored.Schema[column]]);
        while (cursor.MoveNext())
        {
        }
        Assert.Equal(90, _imagesRead);
    }

    [Fact]
    public void Both_scores_and_labels_come_out_of_one_run()
    {
        using var engine = _trained.Context.Model.CreatePredictionEngine<ImageRow, Prediction>(
            _trained.Pipeline, new PredictionEngineOptions { OwnsTransformer = false });
        var prediction = engine.Predict(_trained.Rows[0]);
        Assert.Equal(TestImages.Classes[Array.IndexOf(prediction.Score, prediction.Score.Max())], prediction.PredictedLabel);

        using var cursor = _scored.GetRowCursor([_scored.Schema["PredictedLabel"], _scored.Schema["Score"]]);
        var (score, label) = (cursor.GetGetter<VBuffer<float>>(_scored.Schema["Score"]), cursor.GetGetter<uint>(_scored.Schema["PredictedLabel"]));
        VBuffer<float> scores = default;
        uint key = 0;
        while (cursor.MoveNext())
        {
            label(ref key);
            score(ref scores);
            Assert.Equal(scores.DenseValues().Max(), scores.DenseValues().ElementAt((int)key - 1));
        }
        Assert.Equal(90, _imagesRead);
    }

    [Fact]
    public void A_column_that_was_not_asked_for_says_so()
    {
        foreach (string asked in new[] { "Id", "Score" })
        {
            using var cursor = _scored.GetRowCursor([_scored.Schema[asked]]);

            Assert.True(cursor.IsColumnActive(_scored.Schema[asked]));
            Assert.False(cursor.IsColumnActive(_scored.Schema["PredictedLabel"]));
            Assert.False(cursor.IsColumnActive(_scored.Schema["Label"]));
            Refusal.Says<InvalidOperationException>(
                "Column 'PredictedLabel' was not asked for when the cursor was made.", () => cursor.GetGetter<uint>(_scored.Schema["PredictedLabel"]));
            Refusal.Says<InvalidOperationException>(
                "Column 'Label' was not asked for when the cursor was made.", () => cursor.GetGetter<ReadOnlyMemory<char>>(_scored.Schema["Label"]));
        }
    }

    [Fact]
    public void A_getter_of_the_wrong_type_says_so()
    {
        using var cursor = _scored.GetRowCursor([_scored.Schema["Score"], _scored.Schema["PredictedLabel"], _scored.Schema["Id"]]);

        Refusal.Says<InvalidOperationException>(
            "Column 'Score' is Vector<Single, 3> and cannot be read as System.Single.", () => cursor.GetGetter<float>(_scored.Schema["Score"]));
        Refusal.Says<InvalidOperationException>(
            "Column 'PredictedLabel' is Key<UInt32, 0-2> and cannot be read as System.UInt64.", () => cursor.GetGetter<ulong>(_scored.Schema["PredictedLabel"]));
        Refusal.Says<InvalidOperationException>(
            "Column 'Id' is Int32 and cannot be read as System.Int64.", () => cursor.GetGetter<long>(_scored.Schema["Id"]));
    }

    [Fact]
    public void A_column_of_another_view_is_refused()
    {
        var other = _trained.Context.Transforms.CopyColumns("Stranger", "Id").Fit(_scored).Transform(_scored);

        Assert.Throws<ArgumentException>(() => _scored.GetRowCursor([other.Schema["Stranger"]]));
    }

    [Fact]
    public void A_row_can_only_be_read_once_there_is_one()
    {
        using var cursor = _scored.GetRowCursor(_scored.Schema);
        var getter = cursor.GetGetter<int>(_scored.Schema["Id"]);
        int id = 0;

        Assert.Equal(-1, cursor.Position);
        Refusal.Says<InvalidOperationException>("The cursor is not at a row: call MoveNext first.", () => getter(ref id));
        while (cursor.MoveNext())
        {
        }
        Assert.Equal(-1, cursor.Position);
        Refusal.Says<InvalidOperationException>("The cursor is not at a row: call MoveNext first.", () => getter(ref id));
        Assert.False(cursor.MoveNext());
    }

    public sealed class Raw
    {
        [VectorType(TestImages.Size, TestImages.Size)]
        public byte[] Pixels { get; set; } = [];

        public int Id { get; set; }

        public string Label { get; set; } = "";
    }

    public sealed class Read
    {
        [VectorType(TestImages.Size, TestImages.Size)]
        public byte[] Image { get; set; } = [];
    }
}

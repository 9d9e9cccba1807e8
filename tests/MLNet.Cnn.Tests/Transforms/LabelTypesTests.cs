using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>Labels may be anything that a key can stand for; predictions give the same back, before and after saving.</summary>
public class LabelTypesTests
{
    private static readonly MLContext Context = new(seed: 1);

    [Fact]
    public void Floats() => RoundTrip([-1.5f, 0.1f, 1e20f], ["-1.5", "0.1", "1E+20"]);

    [Fact]
    public void Integers() => RoundTrip([30, -10, 20], ["30", "-10", "20"]);

    [Fact]
    public void Texts_with_any_letters() => RoundTrip([" ", "ja\tnein", "数字 \"x\" 'y' {0}"], [" ", "ja\tnein", "数字 \"x\" 'y' {0}"]);

    [Fact]
    public void Truth_values() => RoundTrip([true, false], ["True", "False"]);

    [Fact]
    public void Dates()
    {
        var day = new DateTime(2026, 1, 2);
        RoundTrip([day, day.AddDays(1), day.AddYears(1)], ["01/02/2026 00:00:00", "01/03/2026 00:00:00", "01/02/2027 00:00:00"]);
    }

    [Fact]
    public void Keys_without_values()
    {
        // Keys in objects count from 0 on, as ML.NET has it.
        var rows = TestImages.Rows(60).Select((row, i) => new Row<uint> { Image = row.Image, Label = (uint)(i % 3) });
        var schema = SchemaDefinition.Create(typeof(Row<uint>));
        schema["Label"].ColumnType = new KeyDataViewType(typeof(uint), 3);
        CheckKeys(Context.Data.LoadFromEnumerable(rows.ToList(), schema));
    }

    [Fact]
    public void Keys_of_another_width_are_refused_as_all_of_ML_NETs_trainers_do()
    {
        var schema = SchemaDefinition.Create(typeof(Row<byte>));
        schema["Label"].ColumnType = new KeyDataViewType(typeof(byte), 3);
        var data = Context.Data.LoadFromEnumerable(TestImages.Rows(6).Select((row, i) => new Row<byte> { Image = row.Image, Label = (byte)(i % 3) }).ToList(), schema);

        Refusal.Says<ArgumentOutOfRangeException>(
            "Label column 'Label': expected Key<UInt32>, got Key<Byte, 0-2>. Declare it as uint, or make it by Conversion.MapValueToKey. (Parameter 'inputSchema')",
            () => SmallTraining.Fit(SmallTraining.Options, data));
        Refusal.Says<ArgumentOutOfRangeException>(
            "Label column 'Label': expected Key<UInt32>, got Key<Byte>. Declare it as uint, or make it by Conversion.MapValueToKey. (Parameter 'inputSchema')",
            () => Context.Transforms.TrainCnn(SmallTraining.Options).GetOutputSchema(SchemaShapes.Of(data.Schema)));
    }

    [Fact]
    public void A_class_that_no_row_has_keeps_its_score()
    {
        var rows = TestImages.Rows(60).Select((row, i) => new Row<uint> { Image = row.Image, Label = (uint)(i % 3 * 2) });
        var schema = SchemaDefinition.Create(typeof(Row<uint>));
        schema["Label"].ColumnType = new KeyDataViewType(typeof(uint), 5);

        using var cnn = SmallTraining.Fit(SmallTraining.Options, Context.Data.LoadFromEnumerable(rows.ToList(), schema));

        Assert.Equal(["1", "2", "3", "4", "5"], cnn.Model.ClassNames);
        Assert.All(cnn.Scores(Context.Data.LoadFromEnumerable(rows.ToList(), schema)), scores => Assert.Equal(5, scores.Length));
    }

    private static void RoundTrip<T>(T[] labels, string[] names)
    {
        using var folder = new TestFolder();
        var data = Context.Data.LoadFromEnumerable(TestImages.Rows(60).Select((row, i) => new Row<T> { Image = row.Image, Label = labels[i % 3 % labels.Length] }).ToList());
        var model = Context.Transforms.Conversion.MapValueToKey("Label")
            .Append(Context.Transforms.TrainCnn(SmallTraining.Options with { Epochs = 10 }))
            .Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(data);
        var predictions = Read(model.Transform(data));
        Assert.True(predictions.Zip(data.Column<T>("Label")).Count(pair => Equals(pair.First, pair.Second)) > 45);

        Context.Model.Save(model, data.Schema, folder.File("model.zip"));
        var stock = Context.Model.Load(folder.File("model.zip"), out _);
        using var cnn = Context.Model.LoadCnn(folder.File("model.zip"));

        Assert.Equal(names, cnn.Model.ClassNames);
        Assert.Equal(predictions, Read(stock.Transform(data)));
        var scored = cnn.Transform(data);
        Assert.Equal(predictions, Read(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored)));
        VBuffer<ReadOnlyMemory<char>> slots = default;
        foreach (var view in new[] { scored, stock.Transform(data), model.Transform(data) })
        {
            view.Schema["Score"].GetSlotNames(ref slots);
            Assert.Equal(names, slots.DenseValues().Select(name => name.ToString()));
        }
        (stock as IDisposable)?.Dispose();

        static List<T> Read(IDataView view) => [.. view.Column<T>("PredictedLabel")];
    }

    private static void CheckKeys(IDataView data)
    {
        using var folder = new TestFolder();
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 10 }, data);
        Assert.Equal(["1", "2", "3"], cnn.Model.ClassNames);
        uint[] keys = [.. cnn.Transform(data).Column<uint>("PredictedLabel")];
        Assert.True(keys.Select((key, i) => key == i % 3 + 1).Count(correct => correct) > 45);

        Context.Model.Save(cnn, data.Schema, folder.File("model.zip"));
        var stock = Context.Model.Load(folder.File("model.zip"), out _);
        using var loaded = Context.Model.LoadCnn(folder.File("model.zip"));

        Assert.Equal(keys, loaded.Transform(data).Column<uint>("PredictedLabel"));
        var scored = stock.Transform(data);
        var asLong = Context.Transforms.Conversion.ConvertType("PredictedLabel", outputKind: DataKind.UInt64).Fit(scored).Transform(scored);
        Assert.Equal(keys.Select(key => (ulong)key), asLong.Column<ulong>("PredictedLabel"));
        Assert.Equal(
            Context.MulticlassClassification.Evaluate(cnn.Transform(data)).LogLoss, Context.MulticlassClassification.Evaluate(scored).LogLoss, 1e-6);
        (stock as IDisposable)?.Dispose();
    }

    private sealed class Row<T>
    {
        [VectorType(TestImages.Size, TestImages.Size)]
        public byte[] Image { get; set; } = [];

        public T Label { get; set; } = default!;
    }
}

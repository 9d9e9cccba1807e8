using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>The ONNX file of a whole pipeline scores as the pipeline does, or is refused.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class PipelineOnnxTests(TrainedModel trained)
{
    private readonly MLContext _context = trained.Context;

    [Fact]
    public void The_file_scores_as_the_pipeline()
    {
        using var folder = new TestFolder();

        _context.Model.SaveOnnx(trained.Pipeline, trained.Data.Schema, folder.File("whole ü.onnx"));

        byte[] file = File.ReadAllBytes(folder.File("whole ü.onnx"));
        Assert.Equal(trained.Cnn.Model.ToOnnx(), file);
        float[] scores = OnnxScores.Of(file, trained.Rows.SelectMany(row => row.Image).ToArray(), trained.Rows.Count);
        Assert.InRange(SmallTraining.LargestDifference(trained.Scores, [.. scores.Chunk(3)]), 0, 1e-5);
    }

    [Fact]
    public void Steps_that_leave_the_images_alone_do_no_harm()
    {
        using var folder = new TestFolder();
        var steps = _context.Transforms.CopyColumns("Copy", "Image").Append(_context.Transforms.DropColumns("Id")).Fit(trained.Keyed);

        _context.Model.SaveOnnx(steps.Append<ITransformer>(trained.Cnn), trained.Keyed.Schema, folder.File("model.onnx"));

        Assert.Equal(trained.Cnn.Model.ToOnnx(), File.ReadAllBytes(folder.File("model.onnx")));
    }

    [Fact]
    public void A_step_that_makes_the_images_is_named()
    {
        using var folder = new TestFolder();
        var renamed = _context.Transforms.CopyColumns("Pixels", "Image").Append(_context.Transforms.DropColumns("Image")).Fit(trained.Keyed).Transform(trained.Keyed);
        var step = _context.Transforms.CopyColumns("Image", "Pixels").Fit(renamed);

        Refusal.Says(
            "A step in front of the CNN (ColumnCopyingTransformer) makes the image column 'Image', and the ONNX file of a CNN begins behind it: its scores would be of other pixels. Call SaveOnnx of the CNN alone and feed it what the step gives, or leave the step to the network: Preprocessing scales pixels, ImageReading decodes and resizes. (Parameter 'pipeline')",
            () => _context.Model.SaveOnnx(new TransformerChain<ITransformer>(step, trained.Cnn), renamed.Schema, folder.File("model.onnx")));
        Assert.Empty(folder.Content);
    }

    [Fact]
    public void A_model_without_a_CNN_or_with_two_is_refused()
    {
        using var folder = new TestFolder();
        string path = folder.File("model.zip");
        _context.Model.Save(trained.Pipeline, trained.Data.Schema, path);
        using var stock = (IDisposable)_context.Model.Load(path, out var schema);

        Refusal.Says(
            "The model holds no CnnTransformer. A model that mlContext.Model.Load read is made of ML.NET's own components: read its file with mlContext.Model.LoadCnn, and call SaveOnnx of what that gives. (Parameter 'pipeline')",
            () => _context.Model.SaveOnnx((ITransformer)stock, schema, folder.File("model.onnx")));
        Refusal.Says(
            "The model holds 2 CnnTransformers, but an ONNX file has one network. Call SaveOnnx of each. (Parameter 'pipeline')",
            () => _context.Model.SaveOnnx(new TransformerChain<ITransformer>(trained.Cnn, trained.Cnn), trained.Keyed.Schema, folder.File("model.onnx")));
    }

    /// <summary>Why ML.NET's own <c>ConvertToOnnx</c> cannot write a CNN: what it asks a view for is internal. Once this fails, it can be done.</summary>
    [Theory]
    [InlineData("IDataTransform")]
    [InlineData("ITransformCanSaveOnnx")]
    [InlineData("ICanSaveOnnx")]
    public void What_ConvertToOnnx_asks_for_is_internal_to_ML_NET(string name) =>
        Assert.False(Assert.Single(typeof(MLContext).Assembly.GetTypes(), type => type.Name == name).IsPublic);
}

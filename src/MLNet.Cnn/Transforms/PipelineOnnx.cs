using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNet.Cnn;

/// <summary>A fitted pipeline as an ONNX file: that of its CNN, where the steps in front of it leave the images as they come.</summary>
/// <remarks>ML.NET's own <c>ConvertToOnnx</c> asks each view for interfaces that are internal to ML.NET, takes one without them for the source of the data, and so writes a file in which the scores are an
/// input (SaveOnnxCommand.GetPipe). No component from outside can put its graph there, or be noticed and refuse.</remarks>
internal static class PipelineOnnx
{
    /// <exception cref="ArgumentException">The pipeline holds no CNN or several, or a step makes or changes the images.</exception>
    public static byte[] Write(ITransformer pipeline, DataViewSchema inputSchema)
    {
        var steps = Steps(pipeline).ToList();
        var cnns = steps.OfType<CnnTransformer>().ToList();
        if (cnns is not [var cnn])
            throw new ArgumentException(cnns.Count == 0
                ? "The model holds no CnnTransformer. A model that mlContext.Model.Load read is made of ML.NET's own components: read its file with mlContext.Model.LoadCnn, and call SaveOnnx of what that gives."
                : $"The model holds {cnns.Count} CnnTransformers, but an ONNX file has one network. Call SaveOnnx of each.", nameof(pipeline));
        var schema = inputSchema;
        foreach (var step in steps.TakeWhile(step => step != cnn))
        {
            var output = step.GetOutputSchema(schema);
            if (Makes(step, schema, output, cnn.FeatureColumnName))
                throw new ArgumentException($"A step in front of the CNN ({step.GetType().Name}) makes the image column '{cnn.FeatureColumnName}', and the ONNX file of a CNN begins behind it: its scores would be of other pixels. Call SaveOnnx of the CNN alone and feed it what the step gives, or leave the step to the network: Preprocessing scales pixels, ImageReading decodes and resizes.", nameof(pipeline));
            schema = output;
        }
        cnn.Model.ImageColumn.FindIn(schema);
        return cnn.Model.ToOnnx();
    }

    /// <summary>Whether a column is another behind a step than in front of it. Steps put what they make behind all other columns; only those that select columns move them.</summary>
    private static bool Makes(ITransformer step, DataViewSchema input, DataViewSchema output, string name) =>
        step is not ColumnSelectingTransformer && output.GetColumnOrNull(name) is { } after && input.GetColumnOrNull(name)?.Index != after.Index;

    private static IEnumerable<ITransformer> Steps(ITransformer transformer) =>
        transformer is IEnumerable<ITransformer> chain ? chain.SelectMany(Steps) : [transformer];
}

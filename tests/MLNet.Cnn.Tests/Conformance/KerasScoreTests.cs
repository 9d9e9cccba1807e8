namespace MLNet.Cnn.Tests;

/// <summary>What a pipeline scores with an imported model is what Keras' <c>predict</c> gave: a softmax or sigmoid at the end is neither lost nor applied twice.</summary>
[Trait("Category", "Conformance")]
public class KerasScoreTests
{
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData("keras-goldens")]
    [InlineData("keras-trained")]
    [InlineData("keras-models")]
    public void Scores_are_the_stored_predictions(string group)
    {
        string folder = ConformanceFolder.Require(group);
        var report = new ConformanceReport($"{group}: scores of models that end in a softmax or sigmoid");
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".keras" or ".h5").Order(StringComparer.Ordinal))
        {
            foreach (var (model, input, predictions) in Stored(file))
                report.Run(Path.GetRelativePath(folder, file), () => Check(model, input, predictions));
        }
        report.Finish();
    }

    /// <summary>The model with its images and predictions, if there are any and it ends so. Whether every file can be read at all is tested elsewhere.</summary>
    private static IEnumerable<(KerasModel Model, float[] Input, float[] Predictions)> Stored(string file)
    {
        if (file.EndsWith(".weights.h5", StringComparison.Ordinal) || Load(file) is not { } model
            || model.Network.OutputShape.Rank != 1 || !(model.Network.EndsInSoftmax() || model.Network.EndsInSigmoid()))
            yield break;
        string arrays = Path.ChangeExtension(file, ".safetensors"), last = model.Network.Layers[^1].Name;
        if (File.Exists(arrays) && new SafeTensors(arrays) is var golden && golden.Has("input") && golden.Has("output"))
            yield return (model, golden["input"], golden["output"]);
        foreach (var stored in KerasStoredOutputs.Of(file, model.Network).Where(outputs => outputs.Outputs.ContainsKey(last)))
            yield return (model, stored.Input, stored.Outputs[last]);
    }

    private static KerasModel? Load(string file)
    {
        try
        {
            return KerasModel.Load(file);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static void Check(KerasModel model, float[] input, float[] predictions)
    {
        // The probability of label 1, as Keras gives it, beside that of label 0.
        float[] expected = model.Network.OutputShape.Size == 1 ? [.. predictions.SelectMany(p => new[] { 1 - p, p })] : predictions;
        byte[] onnx = OnnxWriter.Write(model.Network, model.Weights, new OnnxModelSettings
        {
            InputName = "Image",
            ClassNames = [.. Enumerable.Range(0, model.Network.ClassCount()).Select(i => $"{i}")],
            Metadata = new Dictionary<string, string>(),
        });
        Closeness.Check("Score", expected, OnnxScores.Of(onnx, input, input.Length / model.Network.InputShape.Size), Tolerance);
    }
}

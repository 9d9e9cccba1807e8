namespace MLNet.Cnn.Tests;

/// <summary>Layers and networks against Keras: outputs in both modes, gradients, moving statistics, and the ONNX export.</summary>
[Trait("Category", "Conformance")]
public class KerasGoldenTests
{
    // Relative to the largest value of each tensor.
    private const double OutputTolerance = 1e-5, GradientTolerance = 1e-4, OnnxTolerance = 1e-4;

    // Float32 sums of terms of size 1 that cancel leave about this much.
    private const double RoundingOfZero = 1e-5;

    public static MatrixTheoryData<string, string> Groups => new(["layers", "networks"], ConformanceEngines.Names.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Groups))]
    public void Gives_what_Keras_gives(string group, string engine)
    {
        string folder = ConformanceFolder.Require("keras-goldens", group);
        var report = new ConformanceReport($"keras-goldens/{group} on {engine}");
        foreach (string file in Directory.EnumerateFiles(folder, "*.keras").Order(StringComparer.Ordinal))
            report.Run(Path.GetFileNameWithoutExtension(file), () => Check(engine, KerasModel.Load(file), new SafeTensors(Path.ChangeExtension(file, ".safetensors"))));
        report.Finish();
    }

    private static void Check(string engine, KerasModel model, SafeTensors golden)
    {
        var images = new ImageBatch(model.Network.InputShape, golden["input"]);
        string last = model.Network.Layers[^1].Name;
        ConformanceEngines.Work(engine, new EngineSettings(model.Network, model.Weights), session =>
        {
            float[] output = ConformanceEngines.Output(session, model.Network, golden["input"]);
            Closeness.Check("output", golden["output"], output, OutputTolerance);
            Closeness.Check("ONNX output", output, OnnxRun.Output(model.Network, model.Weights, golden["input"]), OnnxTolerance);
            if (golden.Has("output_train"))
                Closeness.Check("output_train by Predict", golden["output_train"], session.Predict(images, training: true, [last])[0].Values.ToArray(), OutputTolerance);
            if (golden.Has("cotangent"))
                CheckGradients(session, images, golden);
            return 0;
        });
    }

    private static void CheckGradients(IEngineSession session, ImageBatch images, SafeTensors golden)
    {
        var gradients = session.Gradients(images, golden["cotangent"]);
        Closeness.Check("output_train", golden["output_train"], gradients.Output.Values.ToArray(), OutputTolerance);
        Closeness.Check("grad/input", golden["grad/input"], gradients.Input.ToArray(), GradientTolerance);
        var expected = golden.Names.Where(name => name.StartsWith("grad/", StringComparison.Ordinal) && name != "grad/input").ToList();
        Assert.Equal(expected.Count, gradients.Weights.Count);
        double largest = expected.Select(name => Largest(golden[name])).DefaultIfEmpty(0).Max();
        foreach (string name in expected)
        {
            // A bias in front of a BatchNormalization has the gradient 0, and both sides hold nothing but rounding, which no relative bound can compare.
            if (Largest(golden[name]) <= RoundingOfZero * largest)
                Assert.True(Largest(Of(gradients.Weights, name)) <= RoundingOfZero * largest, $"{name}: expected 0 but for rounding, got {Largest(Of(gradients.Weights, name))}");
            else
                Closeness.Check(name, golden[name], Of(gradients.Weights, name), GradientTolerance);
        }
        var after = session.ReadState().Weights;
        foreach (string name in golden.Names.Where(name => name.StartsWith("after/", StringComparison.Ordinal)))
            Closeness.Check(name, golden[name], Of(after, name), OutputTolerance);
    }

    private static double Largest(float[] values) => values.Max(value => Math.Abs((double)value));

    /// <summary>The array whose path ends that of the golden, which has the model's name in front for Sequential.</summary>
    private static float[] Of(IEnumerable<WeightArray> weights, string goldenName) =>
        weights.Single(weight => goldenName.EndsWith($"/{weight.Path}", StringComparison.Ordinal)).Values.ToArray();
}

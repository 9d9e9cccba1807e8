namespace MLNet.Cnn.Tests;

/// <summary>Whole .keras files that Keras wrote: trained models and those of other projects.</summary>
[Trait("Category", "Conformance")]
public class KerasModelFileTests
{
    // Deeper networks than the layer cases: rounding adds up over some fifty layers.
    private const double OutputTolerance = 1e-4;

    public static MatrixTheoryData<string, string> Groups => new(["keras-trained", "keras-goldens/applications"], ConformanceEngines.Names.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Groups))]
    public void Models_with_outputs_give_them(string group, string engine)
    {
        string folder = ConformanceFolder.Require(group.Split('/'));
        var report = new ConformanceReport($"{group} on {engine}");
        foreach (string file in Directory.EnumerateFiles(folder, "*.keras").Order(StringComparer.Ordinal))
        {
            report.Run(Path.GetFileNameWithoutExtension(file), () =>
            {
                var model = KerasModel.Load(file);
                var golden = new SafeTensors(Path.ChangeExtension(file, ".safetensors"));
                float[] input = golden["input"];
                float[] output = ConformanceEngines.Output(engine, model.Network, model.Weights, input);
                Closeness.Check("output", golden["output"], output, OutputTolerance);
                Closeness.Check("ONNX output", output, OnnxRun.Output(model.Network, model.Weights, input), OutputTolerance);
            });
        }
        report.Finish();
    }

    [Fact]
    public void Files_of_other_projects_are_imported_or_refused_by_name()
    {
        string folder = ConformanceFolder.Require("keras-models");
        var report = new ConformanceReport("keras-models/*.keras");
        foreach (string file in Directory.EnumerateFiles(folder, "*.keras", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            report.Run(Path.GetRelativePath(folder, file), () => Assert.True(KerasModel.Load(file).Network.ParameterCount > 0));
        report.Finish();
    }
}

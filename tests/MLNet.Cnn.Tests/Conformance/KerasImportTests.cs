using PureHDF;

namespace MLNet.Cnn.Tests;

/// <summary>Every model file of every version of Keras: its parameters, and the outputs stored with it.</summary>
[Trait("Category", "Conformance")]
public class KerasImportTests
{
    private const double OutputTolerance = 1e-4;

    [Theory]
    [MemberData(nameof(ConformanceEngines.Names), MemberType = typeof(ConformanceEngines))]
    public void Models_of_every_version_have_their_parameters_and_give_their_outputs(string engine)
    {
        string folder = ConformanceFolder.Require("keras-models");
        var report = new ConformanceReport($"keras-models: parameters and outputs on {engine}");
        int outputs = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".keras" or ".h5" && !file.EndsWith(".weights.h5", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            report.Run(Path.GetRelativePath(folder, file), () =>
            {
                var model = KerasModel.Load(file);
                Assert.Equal(StoredParameters(file), model.Network.ParameterCount);
                outputs += CheckOutputs(engine, file, model);
            });
        }
        Console.WriteLine($"  {outputs} stored outputs compared");
        report.Finish();
    }

    [Theory]
    [MemberData(nameof(ConformanceEngines.Names), MemberType = typeof(ConformanceEngines))]
    public void Weight_files_go_into_the_network_of_a_model_that_has_their_outputs(string engine)
    {
        string folder = ConformanceFolder.Require("keras-models");
        var report = new ConformanceReport($"keras-models: *.weights.h5 on {engine}");
        foreach (string file in Directory.EnumerateFiles(folder, "*.weights.h5", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            report.Run(Path.GetRelativePath(folder, file), () =>
            {
                var whole = KerasModel.Load(file.Replace(".weights.h5", ".keras", StringComparison.Ordinal));

                var model = KerasModel.LoadWeights(file, whole.Network);

                Assert.True(CheckOutputs(engine, file, model) > 0);
                Assert.Equal(whole.Weights.Sha256(), model.Weights.Sha256());
            });
        }
        report.Finish();
    }

    private static int CheckOutputs(string engine, string file, KerasModel model)
    {
        int compared = 0;
        foreach (var stored in KerasStoredOutputs.Of(file, model.Network))
        {
            string[] layers = [.. stored.Outputs.Keys];
            var outputs = ConformanceEngines.Work(engine, new EngineSettings(model.Network, model.Weights), session =>
                session.Predict(new ImageBatch(model.Network.InputShape, stored.Input), training: false, layers).Select(output => output.Values.ToArray()).ToList());
            foreach (var (layer, output) in layers.Zip(outputs))
            {
                Closeness.Check($"output of '{layer}'", stored.Outputs[layer], output, OutputTolerance);
                compared++;
            }
        }
        return compared;
    }

    /// <summary>The sizes of all arrays that Keras counts, read without the library: those of the model, not those of the optimizer or of random numbers.</summary>
    private static long StoredParameters(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        if (bytes.AsSpan().StartsWith("PK"u8))
        {
            using var archive = System.IO.Compression.ZipFile.OpenRead(file);
            using var content = archive.GetEntry("model.weights.h5")!.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            bytes = copy.ToArray();
        }
        using var hdf = H5File.Open(new MemoryStream(bytes));
        return hdf.LinkExists("model_weights") ? Count(hdf.Group("model_weights")) : Count(hdf.Group("layers"));
    }

    private static long Count(IH5Group group) => group.Children().Sum(child => child switch
    {
        IH5Group inner => inner.Name == "seed_generator" ? 0 : Count(inner),
        IH5Dataset array => array.Space.Dimensions.Aggregate(1L, (product, dimension) => product * (long)dimension),
        _ => 0,
    });
}

namespace MLNet.Cnn.Tests;

/// <summary>The ONNX export of every layer, activation and preset (with few filters: the graph is the same) gives the outputs of the engine.</summary>
public class OnnxExportTests
{
    private const double Tolerance = 1e-4;
    private const int Images = 2;

    private static readonly Shape Small = new(32, 32, 3);

    private static readonly Dictionary<string, Func<Network>> Cases = SmallNetworks.All.Select(pair => (pair.Key, (Func<Network>)(() => pair.Value)))
        .Concat(DeepPresets.Narrow.Select(pair => (pair.Key, (Func<Network>)(() => pair.Value.Build(Small, 10)))))
        .ToDictionary();

    public static MatrixTheoryData<string, string> Names => new(Cases.Keys, ConformanceEngines.Names.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_export_gives_what_the_engine_gives(string name, string engine)
    {
        var network = Cases[name]();
        var weights = LivelyWeights(network);
        float[] pixels = SmallNetworks.Pixels(network.InputShape, Images);

        float[] output = ConformanceEngines.Output(engine, network, weights, pixels);
        byte[] model = OnnxRun.Model(network, weights);

        Closeness.Check("output", output, OnnxRun.Output(model, network, pixels), Tolerance);
        // ONNX Runtime warns of them on the console of whoever loads the model.
        Assert.Empty(UnusedConstants(model));
        Assert.True(output.Max() - output.Min() > 0.01 * output.Max(Math.Abs), "The outputs hardly differ, so that this would prove nothing.");
    }

    /// <summary>Field numbers of onnx.proto3: ModelProto.graph 7, GraphProto.node 1 and initializer 5, NodeProto.input 1, TensorProto.name 8.</summary>
    private static IEnumerable<string> UnusedConstants(byte[] model)
    {
        var graph = new ProtoFields(model).Messages(7).Single();
        return graph.Messages(5).Select(constant => constant.Text(8)).Except(graph.Messages(1).SelectMany(node => node.Texts(1)));
    }

    /// <summary>Nowhere 0 or 1, so that none can be forgotten, and of a size that neither dies out nor explodes over a hundred layers.</summary>
    private static NetworkWeights LivelyWeights(Network network)
    {
        var random = new Random(7);
        return new NetworkWeights(network, NetworkWeights.Initialize(network, 1).Select(array => array with
        {
            Values = array.Values.ToArray().Select(value => value + (float)(0.2 * (random.NextDouble() - 0.5)) * (array.Shape.Rank > 1 ? Math.Abs(value) : 1)).ToArray(),
        }));
    }
}

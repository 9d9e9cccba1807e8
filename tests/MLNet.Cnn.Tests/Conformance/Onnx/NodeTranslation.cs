namespace MLNet.Cnn.Tests;

/// <summary>A node as a network of our layers: it must give the same numbers.</summary>
/// <param name="Network">The network; the layer with weights is named <c>layer</c>.</param>
/// <param name="Input">(count, …), channels last.</param>
/// <param name="Expected">The output, channels last.</param>
/// <param name="Weights">Weights by path.</param>
internal sealed record NodeTranslation(Network Network, Tensor Input, Tensor Expected, params (string Path, float[] Values)[] Weights)
{
    private const double OutputTolerance = 1e-5, OnnxTolerance = 1e-4;

    /// <summary>The weights that one pass in training mode leaves behind; none for a node of inference.</summary>
    public (string Path, float[] Values)[] After { get; init; } = [];

    /// <summary>Layers in a row.</summary>
    public static NodeTranslation Of(Tensor input, Tensor expected, Layer[] layers, params (string Path, float[] Values)[] weights) =>
        new(Network.Sequential(input.ShapeOfOne, layers), input, expected, weights);

    /// <summary>
    /// Several inputs in one network, which has one input: they lie side by side in an image of one row and are cut apart and brought to their shapes again.
    /// </summary>
    /// <param name="inputs">The inputs, each as one example.</param>
    /// <param name="expected">The output as one example.</param>
    /// <param name="combine">What is done with them.</param>
    public static NodeTranslation Merging(IReadOnlyList<Tensor> inputs, Tensor expected, Func<Symbol[], Symbol> combine)
    {
        int total = inputs.Sum(input => input.Data.Length), start = 0;
        var row = Symbol.Input(1, total, 1);
        var parts = new Symbol[inputs.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            int end = start + inputs[i].Data.Length;
            parts[i] = row.Apply(new Cropping2D(new Margins(0, 0, start, total - end))).Apply(new Reshape(new Shape(inputs[i].Dims)));
            start = end;
        }
        return new NodeTranslation(
            new Network(row, combine(parts)), new Tensor([.. inputs.SelectMany(input => input.Data)], [1, 1, total, 1]), expected.Reshape([1, .. expected.Dims]));
    }

    /// <summary>Runs the engine and the ONNX export.</summary>
    public void Check(string engine)
    {
        var weights = Engine.Weights(Network, Weights);
        Assert.Equal<int>(Expected.Dims, (int[])[Input.Dims[0], .. Network.OutputShape.Dimensions]);
        if (After.Length > 0)
        {
            CheckTraining(engine, weights);
            return;
        }
        float[] output = ConformanceEngines.Output(engine, Network, weights, Input.Data);
        Closeness.CheckWritten("output", Expected.Data, output, OutputTolerance);
        Closeness.Check("ONNX output", output, OnnxRun.Output(Network, weights, Input.Data), OnnxTolerance);
    }

    private void CheckTraining(string engine, NetworkWeights weights) => ConformanceEngines.Work(engine, new EngineSettings(Network, weights), session =>
    {
        var gradients = session.Gradients(new ImageBatch(Network.InputShape, Input.Data), new float[Expected.Data.Length]);
        Closeness.Check("output in training", Expected.Data, gradients.Output.Values.ToArray(), OutputTolerance);
        var after = session.ReadState().Weights;
        foreach (var (path, values) in After)
            Closeness.Check($"{path} after one pass", values, after[path]!.Values.ToArray(), OutputTolerance);
        return 0;
    });
}

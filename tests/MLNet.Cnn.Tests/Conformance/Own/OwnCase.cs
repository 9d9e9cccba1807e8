namespace MLNet.Cnn.Tests;

/// <summary>A layer with a second way to compute it: out of images and weights by name, in double precision.</summary>
/// <param name="Shape">The shape of an image.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Compute">The output; in training mode where the layer knows two.</param>
internal sealed record OwnCase(Shape Shape, Layer Layer, Func<NaiveImages, Func<string, double[]?>, double[]> Compute)
{
    private const int Images = 3;
    private const double OutputTolerance = 1e-5, GradientTolerance = 1e-4, OnnxTolerance = 1e-4;

    /// <summary>The output in inference, where it is another than in training.</summary>
    public Func<NaiveImages, Func<string, double[]?>, double[]>? ComputeInference { get; init; }

    /// <summary>The moving statistics that one pass in training mode leaves behind, by name.</summary>
    public Func<NaiveImages, Func<string, double[]?>, (string Name, double[] Values)[]> After { get; init; } = (_, _) => [];

    public static OwnCase Convolution(Shape shape, Conv2D layer) => new(shape, layer, (images, weight) => images.Convolve(weight("kernel")!, weight("bias"), layer).Values);

    /// <summary>The largest or the mean of each window.</summary>
    public static OwnCase Pooling(Shape shape, Pooling2D layer) => new(shape, layer, (images, _) => images.Pool(layer, layer is MaxPooling2D ? Enumerable.Max : Enumerable.Average).Values);

    /// <summary>Every output the sum of all inputs, each times its place in the kernel (inputs, units), plus the bias.</summary>
    public static OwnCase Dense(Shape shape, Dense layer) => new(shape, layer, (images, weight) =>
    [
        .. from row in images.Values.Chunk(images.Channels)
           from unit in Enumerable.Range(0, layer.Units)
           select row.Select((value, i) => value * weight("kernel")![i * layer.Units + unit]).Sum() + (weight("bias")?[unit] ?? 0),
    ]);

    public static OwnCase Normalization(Shape shape, BatchNormalization layer) => new(shape, layer, (images, weight) =>
    {
        var (mean, variance) = images.Statistics();
        return images.Normalize(mean, variance, layer.Epsilon, weight("gamma"), weight("beta")).Values;
    })
    {
        ComputeInference = (images, weight) => images.Normalize(weight("moving_mean")!, weight("moving_variance")!, layer.Epsilon, weight("gamma"), weight("beta")).Values,
        After = (images, weight) =>
        [
            ("moving_mean", Moved(layer, weight("moving_mean")!, images.Statistics().Mean)),
            ("moving_variance", Moved(layer, weight("moving_variance")!, images.Statistics().Variance)),
        ],
    };

    /// <summary>Outputs in both modes, the gradients by every number there is, the moving statistics, and the ONNX export.</summary>
    public void Check(string engine)
    {
        var network = Network.Sequential(Shape, Layer with { Name = "layer" });
        var random = new Random(11);
        var weights = new NetworkWeights(network, NetworkWeights.Initialize(network, 1).Select(array => array with
        {
            Values = Drawn(random, array.Values.Length, array.Path.EndsWith("variance", StringComparison.Ordinal) ? 0.5 : -1),
        }));
        float[] pixels = Drawn(random, Images * Shape.Size, -1), cotangent = Drawn(random, Images * network.OutputShape.Size, -1);
        var images = Naive(pixels);
        var named = weights.ToDictionary(array => array.Path.Split('/')[1], array => array.Values.ToArray().Select(value => (double)value).ToArray());
        ConformanceEngines.Work(engine, new EngineSettings(network, weights), session =>
        {
            float[] output = ConformanceEngines.Output(session, network, pixels);
            Closeness.Check("output", Floats((ComputeInference ?? Compute)(images, named.GetValueOrDefault)), output, OutputTolerance);
            Closeness.Check("ONNX output", output, OnnxRun.Output(network, weights, pixels), OnnxTolerance);
            var gradients = session.Gradients(new ImageBatch(Shape, pixels), cotangent);
            Closeness.Check("output in training", Floats(Compute(images, named.GetValueOrDefault)), gradients.Output.Values.ToArray(), OutputTolerance);
            double Product() => Compute(images, named.GetValueOrDefault).Zip(cotangent, (value, factor) => value * factor).Sum();
            Closeness.Check("gradient by the input", Slopes(images.Values, Product), gradients.Input.ToArray(), GradientTolerance);
            Assert.Equal(network.Layers[^1].Weights.Count(spec => spec.Trainable), gradients.Weights.Count);
            foreach (var gradient in gradients.Weights)
                Closeness.Check($"gradient by {gradient.Path}", Slopes(named[gradient.Path.Split('/')[1]], Product), gradient.Values.ToArray(), GradientTolerance);
            var after = session.ReadState().Weights;
            foreach (var (name, values) in After(images, named.GetValueOrDefault))
                Closeness.Check($"{name} after one pass", Floats(values), after[$"layer/{name}"]!.Values.ToArray(), OutputTolerance);
            return 0;
        });
    }

    private NaiveImages Naive(float[] pixels)
    {
        double[] values = [.. pixels.Select(value => (double)value)];
        return Shape.IsImage ? new(values, Images, Shape.Height, Shape.Width, Shape.Channels) : new(values, Images, 1, 1, Shape.Size);
    }

    /// <summary>The derivative by each number, from a small step to both sides.</summary>
    private static float[] Slopes(double[] values, Func<double> compute)
    {
        const double step = 1e-5;
        var slopes = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            values[i] = value + step;
            double above = compute();
            values[i] = value - step;
            slopes[i] = (float)((above - compute()) / (2 * step));
            values[i] = value;
        }
        return slopes;
    }

    private static double[] Moved(BatchNormalization layer, double[] moving, double[] batch) => [.. moving.Zip(batch, (old, now) => old * layer.Momentum + now * (1 - layer.Momentum))];

    private static float[] Floats(double[] values) => [.. values.Select(value => (float)value)];

    private static float[] Drawn(Random random, int count, double least) => [.. Enumerable.Range(0, count).Select(_ => (float)(least + 2 * random.NextDouble()))];
}

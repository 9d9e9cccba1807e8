namespace MLNet.Cnn.Tests;

/// <summary>Mixed precision: close to float32 wherever a layer computes in bfloat16, and as reproducible.</summary>
public class PrecisionTests
{
    // bfloat16 keeps 8 bits, so that each rounding changes a number by up to 1/512; some of them follow each other in each case. Where the network itself
    // makes more of it (a ReLU that tips over, a division by a small variance), float32 strays as well once its images are nudged by such roundings: so far mixed precision may go.
    private const double OutputBound = 4.0 / 256, GradientBound = 8.0 / 256, OfOwnStraying = 4;
    private const int Nudges = 4;

    private static readonly Network Small = Network.Sequential(
        new(6, 6, 8), new Conv2D(8, 3), new BatchNormalization(), new ReLU(), new Dropout(0.25), new MaxPooling2D(), new Flatten(), new Dense(8, Activation.ReLU), new Dense(3));

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, LayerAgreementTests.Cases.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Every_layer_trains_in_bfloat16_as_in_float32(int index)
    {
        var image = Symbol.Input(7, 6, 4);
        // A kernel in front, whose output is bfloat16.
        var network = new Network(image, LayerAgreementTests.Cases[index](image.Conv2D(4, 1)));
        var random = new KeyedRandom(7, RandomPurpose.Initialization);
        float[] pixels = [.. Enumerable.Range(0, 2 * network.InputShape.Size).Select(_ => (float)random.NextNormal())];
        float[] cotangent = [.. Enumerable.Range(0, 2 * network.OutputShape.Size).Select(_ => (float)random.NextNormal())];

        var full = Gradients(Precision.Float32, pixels);
        var mixed = Gradients(Precision.BFloat16, pixels);
        var nudged = Enumerable.Range(0, Nudges).Select(_ => Gradients(Precision.Float32, [.. pixels.Select(value => value * (1 + (random.NextDouble() < 0.5 ? 1 : -1) / 256f))])).ToList();

        Assert.NotEqual(full.Output.Values.ToArray(), mixed.Output.Values.ToArray());
        AssertClose("output", OutputBound, g => g.Output.Values);
        AssertClose("gradient by the images", GradientBound, g => g.Input);
        for (int i = 0; i < full.Weights.Count; i++)
            AssertClose($"gradient by {full.Weights[i].Path}", GradientBound, g => g.Weights[i].Values);

        BatchGradients Gradients(Precision precision, float[] pixels) =>
            With(network, precision, null, session => session.Gradients(new ImageBatch(network.InputShape, pixels), cotangent));

        void AssertClose(string what, double bound, Func<BatchGradients, ReadOnlyMemory<float>> select)
        {
            double difference = Difference(select(full), select(mixed)), own = nudged.Max(other => Difference(select(full), select(other)));
            Assert.True(difference <= Math.Max(bound, OfOwnStraying * own), FormattableString.Invariant($"{what}: differs by {difference:E1} of its length, and float32 of nudged images by {own:E1}"));
        }
    }

    [Fact]
    public void What_stands_before_the_first_kernel_and_what_needs_the_digits_is_float32_bit_for_bit()
    {
        var network = Network.Sequential(new(2, 2, 4), new Normalization { Mean = [1, 2, 3, 4], Variance = [4] }, new ReLU(), new LayerNormalization(), new Softmax());
        var images = new ImageBatch(network.InputShape, Enumerable.Range(0, 16).Select(i => 1.5f * i).ToArray());
        float[] Output(Precision precision) => With(network, precision, null, session => session.Gradients(images, new float[16]).Output.Values.ToArray());

        Assert.Equal(Output(Precision.Float32), Output(Precision.BFloat16));
    }

    // libtorch has no fast kernel for them in bfloat16.
    [Fact]
    public void Depthwise_convolutions_are_float32_bit_for_bit()
    {
        var network = Network.Sequential(new(4, 4, 8), new DepthwiseConv2D(3), new ReLU());
        var images = new ImageBatch(network.InputShape, Enumerable.Range(0, 128).Select(i => MathF.Sin(i)).ToArray());
        float[] Output(Precision precision) => With(network, precision, null, session => session.Gradients(images, new float[32]).Output.Values.ToArray());

        Assert.Equal(Output(Precision.Float32), Output(Precision.BFloat16));
    }

    [Fact]
    public void Predictions_are_float32_in_every_precision()
    {
        float[] Output(Precision precision) => With(Small, precision, null, session => session.Predict(Batch(1).Images, training: false, ["conv2d", "dense_1"])[1].Values.ToArray());

        Assert.Equal(Output(Precision.Float32), Output(Precision.BFloat16));
    }

    [Fact]
    public void Steps_too_small_for_bfloat16_still_move_the_weights()
    {
        var batch = Batch(1);
        // A thousandth of what bfloat16 could tell apart in a weight of this size.
        var changes = With(Small, Precision.BFloat16, new SGD(), session =>
        {
            var before = session.ReadState().Weights["dense_1/bias"].Values.ToArray();
            for (int i = 0; i < 10; i++)
                session.Step(batch, new StepSettings(1e-6));
            return before.Zip(session.ReadState().Weights["dense_1/bias"].Values.ToArray(), (b, a) => Math.Abs(a - b)).ToArray();
        }, bias: 1);

        Assert.All(changes, change => Assert.InRange(change, 1e-8, 1e-5));
    }

    [Fact]
    public void Same_steps_give_the_same_weights_bit_for_bit_and_so_does_a_resumed_run()
    {
        EngineState Run(int first, int end, EngineState? from = null) => With(Small, Precision.BFloat16, new Adam(), session =>
        {
            if (from is not null)
                session.WriteState(from);
            for (int i = first; i < end; i++)
                session.Step(Batch(i), new StepSettings(0.01, RandomKey: (ulong)i));
            return session.ReadState();
        });

        string straight = Run(0, 6).Weights.Sha256();

        Assert.Equal(straight, Run(0, 6).Weights.Sha256());
        Assert.Equal(straight, Run(3, 6, Run(0, 3)).Weights.Sha256());
    }

    [Fact]
    public void No_tensor_outlives_a_session_and_a_step_leaves_none()
    {
        long Live() => TorchSharp.torch.Tensor.TotalCount;
        long before = EngineThread.Run(() =>
        {
            NativeLoader.EnsureLoaded();
            return Live();
        });

        With(Small, Precision.BFloat16, new Adam(), session =>
        {
            session.Step(Batch(0), new StepSettings(0.01));
            long during = Live();
            for (int i = 1; i < 5; i++)
                session.Step(Batch(i), new StepSettings(0.01));
            session.Predict(Batch(0).Images, false, ["dense"]);
            session.Gradients(Batch(0).Images, new float[12]);
            Assert.Equal(during, Live());
            return 0;
        });

        Assert.Equal(before, Live());
    }

    [Fact]
    public void The_session_says_what_it_computes_in()
    {
        var asked = With(Small, Precision.Float32, null, session => session.Execution);
        Assert.Equal(("CPU", Precision.Float32, "CPU, Float32"), (asked.Device, asked.Precision, asked.ToString()));

        var chosen = With(Small, Precision.Auto, null, session => session.Execution);
        Assert.NotEqual(Precision.Auto, chosen.Precision);
        Assert.StartsWith($"{chosen.Precision} was chosen, because ", chosen.Choices, StringComparison.Ordinal);
    }

    private static TrainingBatch Batch(int key)
    {
        var random = new KeyedRandom((ulong)key, RandomPurpose.Initialization);
        return new TrainingBatch(
            new ImageBatch(Small.InputShape, Enumerable.Range(0, 4 * Small.InputShape.Size).Select(_ => (float)random.NextNormal()).ToArray()),
            new float[] { 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0 });
    }

    /// <summary>Relative to the length of the whole array.</summary>
    private static double Difference(ReadOnlyMemory<float> expected, ReadOnlyMemory<float> actual)
    {
        double Length(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));
        double length = Length(expected.ToArray().Select(value => (double)value));
        return Length(expected.ToArray().Zip(actual.ToArray(), (e, a) => (double)e - a)) / Math.Max(length, 1e-3);
    }

    private static T With<T>(Network network, Precision precision, Optimizer? optimizer, Func<IEngineSession, T> work, float bias = 0.25f) => EngineThread.Run(() =>
    {
        // Weights that are nowhere 0, and variances above 0.
        var weights = new NetworkWeights(network, NetworkWeights.Initialize(network, 3).Select(array => array.Shape.Rank > 1
            ? array
            : array with { Values = array.Values.ToArray().Select(value => value + bias).ToArray() }));
        using var session = TorchEngine.Default.OpenSession(new EngineSettings(network, weights) { Optimizer = optimizer, Precision = precision, Threads = 1 });
        return work(session);
    });
}

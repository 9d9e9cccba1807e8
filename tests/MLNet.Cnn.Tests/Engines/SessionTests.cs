namespace MLNet.Cnn.Tests;

public class SessionTests
{
    private static readonly Network Small = Network.Sequential(
        new(6, 6, 1), new Conv2D(4, 3) { Activation = Activation.ReLU }, new Dropout(0.5), new SpatialDropout2D(0.25), new Flatten(), new Dense(3));

    [Fact]
    public void Gradients_agree_with_finite_differences()
    {
        var image = Symbol.Input(6, 6, 2);
        var x = image.Conv2D(4, 3, padding: Padding.Same).BatchNormalization().ReLU().ResidualBlock(6, 2).DenseBlock(2, 3)
            .AveragePooling2D(2, padding: Padding.Same).Activation(Activation.SiLU).Flatten().Dense(3, Activation.Tanh);
        var network = new Network(image, x);
        var random = new KeyedRandom(7, RandomPurpose.Initialization);
        float[] pixels = [.. Enumerable.Range(0, 3 * 72).Select(_ => (float)random.NextNormal())];
        float[] cotangent = [.. Enumerable.Range(0, 9).Select(_ => (float)random.NextNormal())];
        var weights = NetworkWeights.Initialize(network, 3);

        var gradients = Run(weights, session => session.Gradients(new ImageBatch(network.InputShape, pixels), cotangent));

        foreach (var gradient in gradients.Weights)
        {
            int index = gradient.Values.Length / 2;
            double numeric = (Value(Shifted(gradient.Path, index, 1e-2f)) - Value(Shifted(gradient.Path, index, -1e-2f))) / 2e-2;
            Assert.True(Math.Abs(numeric - gradient.Values.Span[index]) < 0.02 * Math.Max(1, Math.Abs(numeric)), $"{gradient.Path}: {numeric} against {gradient.Values.Span[index]}");
        }

        NetworkWeights Shifted(string path, int index, float by) => new(network, weights.Select(array =>
        {
            float[] values = array.Values.ToArray();
            if (array.Path == path)
                values[index] += by;
            return array with { Values = values };
        }));

        double Value(NetworkWeights changed) => Run(changed, session => session.Predict(new ImageBatch(network.InputShape, pixels), true, [network.Layers[^1].Name])[0])
            .Values.ToArray().Zip(cotangent).Sum(pair => (double)pair.First * pair.Second);

        T Run<T>(NetworkWeights start, Func<IEngineSession, T> work) => EngineThread.Run(() =>
        {
            using var session = TorchEngine.Default.OpenSession(new EngineSettings(network, start) { Threads = 1 });
            return work(session);
        });
    }

    [Fact]
    public void Equal_keys_drop_equal_values_and_other_keys_others()
    {
        var batch = new TrainingBatch(new ImageBatch(Small.InputShape, Enumerable.Repeat(1f, 36).ToArray()), new float[] { 1, 0, 0 });
        double Loss(ulong key) => Engine.With(Small, new SGD(), session => session.Step(batch, new StepSettings(0.1, RandomKey: key)).Loss);

        Assert.Equal(Loss(1), Loss(1));
        Assert.NotEqual(Loss(1), Loss(2));
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_spatial_dropout_drops_whole_channels()
    {
        var network = Network.Sequential(new(8, 8, 64), new SpatialDropout2D(0.25), new Dropout(0.5));
        float[] ones = [.. Enumerable.Repeat(1f, 8 * 8 * 64)];

        var outputs = Engine.With(network, null, session => session.Predict(new ImageBatch(network.InputShape, ones), true, ["spatial_dropout2d", "dropout"]));

        var spatial = outputs[0].Values.ToArray();
        Assert.All(Enumerable.Range(0, 64), channel => Assert.Single(Enumerable.Range(0, 64).Select(pixel => spatial[pixel * 64 + channel]).Distinct()));
        Assert.Equal([0f, 1 / 0.75f], spatial.Distinct().Order());
        Assert.InRange(outputs[1].Values.ToArray().Average(), 0.7, 1.3);
        Assert.Equal(ones, Engine.Output(network, ones));
    }

    [Fact]
    public void A_requested_layer_is_not_overwritten_by_the_one_behind_it()
    {
        var network = Network.Sequential(new(1, 1, 2), new Conv2D(2, 1) { UseBias = false }, new ReLU());

        var outputs = Engine.With(network, null, session => session.Predict(new ImageBatch(network.InputShape, new float[] { 1, -1 }), true, ["conv2d", "re_lu"]),
            ("conv2d/kernel", [1, 0, 0, 1]));

        Assert.Equal([1f, -1], outputs[0].Values.ToArray());
        Assert.Equal([1f, 0], outputs[1].Values.ToArray());
    }

    [Fact]
    public void Refuses_another_thread_another_shape_a_step_without_optimizer_and_use_after_disposal()
    {
        EngineThread.Run(() =>
        {
            var session = TorchEngine.Default.OpenSession(new EngineSettings(Small, NetworkWeights.Initialize(Small, 1)) { Threads = 1 });
            var images = new ImageBatch(Small.InputShape, new float[36]);
            var elsewhere = EngineThread.Run(() => Assert.Throws<InvalidOperationException>(() => session.ReadState()));
            Assert.Equal("An engine session must be used on the thread that opened it.", elsewhere.Message);
            var shape = Assert.Throws<ArgumentException>(() => session.Predict(new ImageBatch(new Shape(5, 5, 1), new float[25]), false, ["dense"]));
            Assert.StartsWith("The images are 5x5x1, but the network 'sequential' takes 6x6x1.", shape.Message, StringComparison.Ordinal);
            var step = Assert.Throws<InvalidOperationException>(() => session.Step(new TrainingBatch(images, new float[3]), new StepSettings(0.1)));
            Assert.Equal("This session was opened without an optimizer and cannot step. Set EngineSettings.Optimizer.", step.Message);
            Assert.Throws<KeyNotFoundException>(() => session.Predict(images, false, ["nowhere"]));
            session.Dispose();
            session.Dispose();
            Assert.Throws<ObjectDisposedException>(session.ReadState);
            return 0;
        });
    }

    public static TheoryData<Optimizer> Optimizers =>
    [
        new SGD(), new SGD(momentum: 0.9, nesterov: true), new Adam(), new AdamW(), new Adam { AMSGrad = true }, new RMSprop(), new RMSprop(momentum: 0.9, centered: true),
        new Nadam(), new Adamax(), new Adagrad(), new Adadelta(), new Lion(), new Adam { EmaMomentum = 0.9 }, new SGD(momentum: 0.9) { GradientAccumulationSteps = 3 },
    ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_session_that_is_given_a_state_goes_on_as_the_one_that_gave_it(Optimizer optimizer)
    {
        var whole = Engine.With(Small, optimizer, session => Steps(session, 0, 7));
        var half = Engine.With(Small, optimizer, session => Steps(session, 0, 4));

        var rest = Engine.With(Small, optimizer, session =>
        {
            session.WriteState(half);
            return Steps(session, 4, 7);
        });

        Assert.Equal((7, 7), (whole.Steps, rest.Steps));
        Assert.Equal(whole.Weights.Sha256(), rest.Weights.Sha256());
        Assert.All(whole.OptimizerSlots.Zip(rest.OptimizerSlots), pair => Assert.Equal(pair.First.Values.ToArray(), pair.Second.Values.ToArray()));

        static EngineState Steps(IEngineSession session, int from, int to)
        {
            for (int step = from; step < to; step++)
            {
                var random = new KeyedRandom(3, RandomPurpose.Order, step);
                float[] pixels = [.. Enumerable.Range(0, 72).Select(_ => (float)random.NextNormal())];
                session.Step(new TrainingBatch(new ImageBatch(Small.InputShape, pixels), new float[] { 1, 0, 0, 0, 0, 1 }), new StepSettings(0.05 / (step + 1), RandomKey: (ulong)step));
            }
            return session.ReadState();
        }
    }

    [Fact]
    public void No_tensor_outlives_a_session()
    {
        long before = EngineThread.Run(() =>
        {
            NativeLoader.EnsureLoaded();
            return LiveTensors();
        });
        var batch = new TrainingBatch(new ImageBatch(Small.InputShape, new float[36]), new float[] { 1, 0, 0 });
        for (int i = 0; i < 3; i++)
        {
            Engine.With(Small, new Adam(), session =>
            {
                session.Step(batch, new StepSettings(0.1));
                session.Predict(batch.Images, false, ["conv2d"]);
                session.Gradients(batch.Images, new float[3]);
                session.WriteState(session.ReadState());
                return 0;
            });
        }

        Assert.Equal(before, LiveTensors());
    }

    private static long LiveTensors() => TorchSharp.torch.Tensor.TotalCount;
}

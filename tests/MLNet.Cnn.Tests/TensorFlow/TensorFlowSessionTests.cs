using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>What a session on TensorFlow must do beyond the numbers, which the conformance tests compare.</summary>
public class TensorFlowSessionTests
{
    private static readonly Network Small = Network.Sequential(
        new(6, 6, 1), new Conv2D(4, 3), new BatchNormalization(), new ReLU(), new Dropout(0.5), new SpatialDropout2D(0.25), new Flatten(), new Dense(3));

    private static readonly TrainingBatch Batch = new(
        new ImageBatch(Small.InputShape, Enumerable.Range(0, 2 * 36).Select(i => MathF.Sin(i)).ToArray()), new float[] { 1, 0, 0, 0, 0, 1 });

    [Fact]
    public void Equal_keys_and_threads_give_equal_bits_and_other_keys_others()
    {
        string Hash(ulong key) => With(new Adam(), session =>
        {
            for (ulong step = 0; step < 5; step++)
                session.Step(Batch, new StepSettings(0.01, RandomKey: key + step));
            return session.ReadState().Weights.Sha256();
        });

        Assert.Equal(Hash(1), Hash(1));
        Assert.NotEqual(Hash(1), Hash(1000));
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_spatial_dropout_drops_whole_channels()
    {
        var network = Network.Sequential(new(8, 8, 64), new SpatialDropout2D(0.25), new Dropout(0.5));
        float[] ones = [.. Enumerable.Repeat(1f, 8 * 8 * 64)];

        var outputs = With(null, session => session.Predict(new ImageBatch(network.InputShape, ones), true, ["spatial_dropout2d", "dropout"]), network);

        var spatial = outputs[0].Values.ToArray();
        Assert.All(Enumerable.Range(0, 64), channel => Assert.Single(Enumerable.Range(0, 64).Select(pixel => spatial[pixel * 64 + channel]).Distinct()));
        Assert.Equal([0f, 1 / 0.75f], spatial.Distinct().Order());
        Assert.InRange(outputs[1].Values.ToArray().Average(), 0.7, 1.3);
    }

    [Fact]
    public void Refuses_another_thread_another_shape_a_step_without_optimizer_and_use_after_disposal()
    {
        var engine = TensorFlowForTests.Require();
        EngineThread.Run(() =>
        {
            var session = engine.OpenSession(new EngineSettings(Small, NetworkWeights.Initialize(Small, 1)) { Threads = 1 });
            var elsewhere = EngineThread.Run(() => Assert.Throws<InvalidOperationException>(() => session.ReadState()));
            Assert.Equal("An engine session must be used on the thread that opened it.", elsewhere.Message);
            var shape = Assert.Throws<ArgumentException>(() => session.Predict(new ImageBatch(new Shape(5, 5, 1), new float[25]), false, ["dense"]));
            Assert.StartsWith("The images are 5x5x1, but the network 'sequential' takes 6x6x1.", shape.Message, StringComparison.Ordinal);
            var step = Assert.Throws<InvalidOperationException>(() => session.Step(Batch, new StepSettings(0.1)));
            Assert.Equal("This session was opened without an optimizer and cannot step. Set EngineSettings.Optimizer.", step.Message);
            Assert.Throws<KeyNotFoundException>(() => session.Predict(Batch.Images, false, ["nowhere"]));
            session.Dispose();
            session.Dispose();
            Assert.Throws<ObjectDisposedException>(session.ReadState);
            return 0;
        });
    }

    [Fact]
    public void Sessions_live_side_by_side_and_end_in_any_order()
    {
        var engine = TensorFlowForTests.Require();
        EngineThread.Run(() =>
        {
            var settings = new EngineSettings(Small, NetworkWeights.Initialize(Small, 1)) { Optimizer = new SGD(), Threads = 1 };
            IEngineSession first = engine.OpenSession(settings), second = engine.OpenSession(settings with { Threads = 2 }), torch = TorchEngine.Default.OpenSession(settings);
            double loss = first.Step(Batch, new StepSettings(0.1)).Loss;
            first.Dispose();
            torch.Step(Batch, new StepSettings(0.1));
            Assert.Equal(loss, second.Step(Batch, new StepSettings(0.1)).Loss, 1e-5);
            using var third = engine.OpenSession(settings);
            torch.Dispose();
            second.Dispose();
            Assert.Equal(loss, third.Step(Batch, new StepSettings(0.1)).Loss, 1e-5);
            return 0;
        });
    }

    [Fact]
    public void An_exception_of_the_loss_comes_out_of_the_step_and_the_session_goes_on()
    {
        var (exception, loss, expected) = With(new SGD(), session =>
        {
            // Too few targets: found out in the middle of a run of TensorFlow.
            var thrown = Assert.ThrowsAny<ArgumentException>(() => session.Step(Batch with { Targets = new float[3] }, new StepSettings(0.1)));
            return (thrown, session.Step(Batch, new StepSettings(0.1)).Loss, With(new SGD(), other => other.Step(Batch, new StepSettings(0.1)).Loss));
        });

        Assert.IsAssignableFrom<ArgumentException>(exception);
        Assert.Equal(expected, loss);
    }

    [Fact]
    public void A_state_of_another_optimizer_is_refused_before_anything_changes()
    {
        var state = With(new Adam(), session => session.ReadState());

        With(new SGD(momentum: 0.9), session =>
        {
            string before = session.ReadState().Weights.Sha256();
            var exception = Assert.Throws<ArgumentException>(() => session.WriteState(state));
            Assert.StartsWith("The state belongs to another optimizer: it holds 12 arrays, but SGD needs 6.", exception.Message, StringComparison.Ordinal);
            Assert.Equal(before, session.ReadState().Weights.Sha256());
            return 0;
        });
    }

    [Fact]
    public void BFloat16_is_refused_before_training_and_Auto_means_Float32()
    {
        var engine = TensorFlowForTests.Require();
        var settings = new EngineSettings(Small, NetworkWeights.Initialize(Small, 1)) { Threads = 1 };

        string message = Assert.Throws<NotSupportedException>(() => engine.OpenSession(settings with { Precision = Precision.BFloat16 })).Message;

        Assert.Equal("The TensorFlow engine trains in Float32 only, but Precision is BFloat16. Set it to Float32 or Auto, or train on TorchEngine.Default.", message);
        using var session = engine.OpenSession(settings with { Precision = Precision.Auto });
        Assert.Equal("CPU, Float32. Float32 was chosen, because the TensorFlow engine has no other precision.", session.Execution.ToString());
    }

    [Fact]
    public void A_GPU_is_refused_unless_the_CPU_will_do()
    {
        var engine = TensorFlowForTests.Require();
        var settings = new EngineSettings(Small, NetworkWeights.Initialize(Small, 1)) { Threads = 1 };

        string message = Assert.Throws<NotSupportedException>(() => engine.OpenSession(settings with { Device = new EngineDevice(0) })).Message;

        Assert.StartsWith("The TensorFlow engine trains on the CPU only, but GPU 0 was asked for.", message, StringComparison.Ordinal);
        using var session = engine.OpenSession(settings with { Device = new EngineDevice(0, FallbackToCpu: true) });
        Assert.Equal("CPU", session.Execution.Device);
    }

    [Fact]
    public void An_error_of_TensorFlow_names_the_layer()
    {
        TensorFlowForTests.Require().OpenSession(new EngineSettings(Small, NetworkWeights.Initialize(Small, 1))).Dispose();
        using var graph = new GraphBuilder();
        var layer = Small.Layers[1];

        using (graph.InLayer(layer, 1))
        {
            var built = Assert.Throws<TensorFlowException>(() => graph.Binary("MatMul", graph.Constant([1, 2], 2), graph.Constant([1], 1, 1)));
            Assert.StartsWith("Layer 'conv2d' (Conv2D): TensorFlow: ", built.Message, StringComparison.Ordinal);
            Assert.Equal(3, built.Code);
        }
        var run = graph.Explain(new TensorFlowException(12, "No OpKernel was registered to support Op 'Conv2D' used by {{node L1.Conv2D/Conv2D_7}}"));
        Assert.StartsWith("Layer 'conv2d' (Conv2D): TensorFlow: No OpKernel", run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_fit_ends_within_a_batch_and_the_next_one_trains()
    {
        var engine = TensorFlowForTests.Require();
        using var cancellation = new CancellationTokenSource();
        var options = SmallTraining.Options with { Engine = engine };
        Assert.ThrowsAny<OperationCanceledException>(() => SmallTraining.Fit(
            options with { Epochs = 100, CancellationToken = cancellation.Token, Progress = _ => cancellation.Cancel() }, SmallTraining.Images()));

        using var first = SmallTraining.Fit(options, SmallTraining.Images());
        using var second = SmallTraining.Fit(options, SmallTraining.Images());

        Assert.Equal("TensorFlow", first.Model.History.Engine);
        Assert.Equal(first.Hash(), second.Hash());
    }

    private static T With<T>(Optimizer? optimizer, Func<IEngineSession, T> work, Network? network = null)
    {
        var engine = TensorFlowForTests.Require();
        network ??= Small;
        return EngineThread.Run(() =>
        {
            using var session = engine.OpenSession(new EngineSettings(network, NetworkWeights.Initialize(network, 1)) { Optimizer = optimizer, Threads = 1 });
            return work(session);
        });
    }
}

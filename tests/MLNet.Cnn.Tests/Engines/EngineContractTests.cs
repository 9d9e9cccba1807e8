using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.Cnn.Tests;

/// <summary>What every engine promises beyond the numbers of layers and optimizers, which the conformance tests compare.</summary>
public class EngineContractTests
{
    /// <summary>Two heads on one number: left = 2 x + 1 (kernel 2, bias 1), right = (3 x, -x).</summary>
    private static readonly Network TwoHeads = Heads();

    private static readonly (string, float[])[] TwoHeadWeights = [("left/kernel", [2]), ("left/bias", [1]), ("right/kernel", [3, -1])];

    private static readonly ImageBatch TwoImages = new(new Shape(1), new float[] { 5, 7 });

    public static TheoryData<string> Engines => ConformanceEngines.Names;

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_step_hands_on_every_output_that_is_asked_for_and_takes_its_gradient(string engine)
    {
        var settings = Settings(TwoHeads, TwoHeadWeights) with { Optimizer = new SGD(), Outputs = ["right", "left"] };
        var seen = new List<float[]>();

        var after = ConformanceEngines.Work(engine, settings, session =>
        {
            session.Step(TwoImages, Give, new StepSettings(0.1));
            return session.ReadState().Weights;
        });

        Assert.Equal([[15, -5, 21, -7], [11, 15]], seen);
        // The gradient by right is (1, 0) and (0, 2), by left 3 and 4; times x = 5 and 7, times the rate.
        Engine.AssertClose([3 - 0.5f, -1 - 1.4f], after["right/kernel"].Values.ToArray());
        Engine.AssertClose([2 - 0.1f * (15 + 28)], after["left/kernel"].Values.ToArray());
        Engine.AssertClose([1 - 0.7f], after["left/bias"].Values.ToArray());

        void Give(OutputSlice outputs)
        {
            seen.Add(outputs.Values(0).ToArray());
            seen.Add(outputs.Values(1).ToArray());
            ((ReadOnlySpan<float>)[1, 0, 0, 2]).CopyTo(outputs.Gradient(0));
            ((ReadOnlySpan<float>)[3, 4]).CopyTo(outputs.Gradient(1));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_last_layer_is_the_output_where_none_is_named_and_a_wrong_name_is_refused(string engine)
    {
        int size = ConformanceEngines.Work(engine, Settings(TwoHeads, TwoHeadWeights) with { Optimizer = new SGD() }, session =>
        {
            int seen = 0;
            session.Step(TwoImages, outputs => (seen = outputs.SizeOf(), outputs.Gradient().Length).ToString(), new StepSettings(0));
            return seen;
        });

        Assert.Equal(3, size); // left beside right
        Assert.Throws<KeyNotFoundException>(() => ConformanceEngines.Work(engine, Settings(TwoHeads) with { Outputs = ["middle"] }, _ => 0));
        Refusal.Says<ArgumentException>(
            "EngineSettings.Outputs names no layer, but a step needs at least one output. (Parameter 'settings')",
            () => ConformanceEngines.Work(engine, Settings(TwoHeads) with { Outputs = [] }, _ => 0));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Buffers_of_outputs_are_the_same_in_every_step(string engine)
    {
        var places = new HashSet<nint>();

        ConformanceEngines.Work(engine, Settings(TwoHeads, TwoHeadWeights) with { Optimizer = new SGD() }, session =>
        {
            for (int step = 0; step < 3; step++)
                session.Step(TwoImages, Give, new StepSettings(0.1));
            return 0;
        });

        Assert.Equal(2, places.Count);

        unsafe void Give(OutputSlice outputs)
        {
            outputs.Gradient().Clear();
            places.Add((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(outputs.Values())));
            places.Add((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(outputs.Gradient())));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_the_function_throws_comes_out_of_the_step_and_the_session_can_be_used_on(string engine) =>
        ConformanceEngines.Work(engine, Settings(TwoHeads, TwoHeadWeights) with { Optimizer = new SGD() }, session =>
        {
            string before = session.ReadState().Weights.Sha256();

            var thrown = Assert.Throws<FormatException>(() => session.Step(TwoImages, _ => throw new FormatException("no target"), new StepSettings(0.1)));

            Assert.Equal("no target", thrown.Message);
            Assert.Equal((before, 0), (session.ReadState().Weights.Sha256(), session.ReadState().Steps));
            session.Step(TwoImages, outputs => outputs.Values().CopyTo(outputs.Gradient()), new StepSettings(0.1));
            Assert.NotEqual(before, session.ReadState().Weights.Sha256());
            Assert.Equal(1, session.ReadState().Steps);
            return 0;
        });

    [Theory]
    [MemberData(nameof(Engines))]
    public void Gradients_by_a_layers_output_are_those_behind_it(string engine)
    {
        // conv 2 x, ReLU, sum of 1 and 3 times what is left.
        var network = Network.Sequential(new(1, 2, 1), new Conv2D(1, 1) { Name = "conv", UseBias = false }, new ReLU { Name = "relu" }, new Flatten(), new Dense(1) { Name = "out", UseBias = false });
        var settings = Settings(network, ("conv/kernel", [2]), ("out/kernel", [1, 3]));

        var gradients = ConformanceEngines.Work(engine, settings, session => session.Gradients(
            new ImageBatch(network.InputShape, new float[] { -1, 4, 5, 6 }), new float[] { 1, 10 }, new GradientQuery { Training = false, Layers = ["relu", "conv", "relu"] }));

        // The gradient by a ReLU's input is 0 where that was below 0.
        Assert.Equal(["relu", "conv", "relu"], gradients.Layers.Select(layer => layer.LayerName));
        Assert.Equal([1, 3, 10, 30], gradients.Layers[0].Values.ToArray());
        Assert.Equal([0, 3, 10, 30], gradients.Layers[1].Values.ToArray());
        Assert.Equal([1, 3, 10, 30], gradients.Layers[2].Values.ToArray());
        Assert.Equal([0, 6, 20, 60], gradients.Input.ToArray());
        Assert.Equal([24, 22 + 18 * 2], gradients.Output.Values.ToArray().Select((value, i) => i == 0 ? value : value + 12)); // 3 * 8; 10 + 3 * 12
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Gradients_in_inference_mode_use_the_moving_statistics_and_change_nothing(string engine)
    {
        var network = Network.Sequential(new(1, 1, 1), new BatchNormalization { Name = "normal", Epsilon = 0.5 }, new Dropout(0.9));
        var settings = Settings(network, ("normal/gamma", [6]), ("normal/moving_mean", [3]), ("normal/moving_variance", [3.5f]));

        var (gradients, before, after) = ConformanceEngines.Work(engine, settings, session => (
            Before: session.ReadState(),
            Gradients: session.Gradients(new ImageBatch(network.InputShape, new float[] { 5, 9 }), new float[] { 1, -2 }, new GradientQuery { Training = false }),
            After: session.ReadState()) switch { var (b, g, a) => (g, b, a) });

        // 6 (x - 3) / 2: its derivative is 3, that by gamma (x - 3) / 2, that by beta 1.
        Engine.AssertClose([6, 18], gradients.Output.Values.ToArray());
        Engine.AssertClose([3, -6], gradients.Input.ToArray());
        Engine.AssertClose([1 - 6], gradients.Weights.Single(weight => weight.Path == "normal/gamma").Values.ToArray());
        Engine.AssertClose([-1], gradients.Weights.Single(weight => weight.Path == "normal/beta").Values.ToArray());
        Assert.Equal(before.Weights.Sha256(), after.Weights.Sha256());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_the_function_does_not_depend_on_has_the_gradient_0(string engine)
    {
        var settings = Settings(TwoHeads, TwoHeadWeights) with { Outputs = ["left"] };

        var gradients = ConformanceEngines.Work(engine, settings, session => session.Gradients(TwoImages, new float[] { 1, 1 }, new GradientQuery { Layers = ["right"] }));

        Assert.Equal([0, 0, 0, 0], gradients.Layers[0].Values.ToArray());
        Assert.Equal([0, 0], gradients.Weights.Single(weight => weight.Path == "right/kernel").Values.ToArray());
        Assert.Equal([12], gradients.Weights.Single(weight => weight.Path == "left/kernel").Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_hook_sees_the_accumulated_gradients_once_an_update_before_their_limits(string engine)
    {
        var seen = new List<float[]>();
        var optimizer = new SGD { GradientAccumulationSteps = 2, ClipValue = 4, ParameterGroups = [new("left/bias", LearningRateFactor: 0)] };
        var settings = Settings(TwoHeads, TwoHeadWeights) with { Optimizer = optimizer, Outputs = ["left"], GradientHook = Hook };

        var after = ConformanceEngines.Work(engine, settings, session =>
        {
            session.Step(TwoImages, outputs => outputs.Gradient().Fill(1), new StepSettings(0.1));
            Assert.Empty(seen);
            session.Step(TwoImages, outputs => outputs.Gradient().Fill(3), new StepSettings(0.1));
            return session.ReadState().Weights;
        });

        // By left/kernel 12 and 36, in the mean 24; left/bias is not stepped; right/kernel has the gradient 0, which the hook makes 2.5.
        Assert.Equal([24, 0, 0], Assert.Single(seen));
        Engine.AssertClose([2 - 0.4f], after["left/kernel"].Values.ToArray());
        Engine.AssertClose([1], after["left/bias"].Values.ToArray());
        Engine.AssertClose([3 - 0.25f, -1], after["right/kernel"].Values.ToArray());

        void Hook(Span<float> gradients)
        {
            seen.Add(gradients.ToArray());
            gradients[1] = 2.5f;
        }
    }

    [Fact]
    public void Two_sessions_that_share_their_sums_take_the_step_of_one_with_both_batches()
    {
        var network = Network.Sequential(
            new(4, 4, 2), new Conv2D(3, 3) { UseBias = false }, new BatchNormalization(), new ReLU(), new Flatten(), new Dense(4), new BatchNormalization(), new Dense(3));
        var weights = NetworkWeights.Initialize(network, 5);
        float[] pixels = [.. Enumerable.Range(0, 6 * 32).Select(i => MathF.Sin(0.7f * i) + i % 5)];
        float[] targets = [.. Enumerable.Range(0, 6 * 3).Select(i => i % 3 == i / 3 % 3 ? 1f : 0)];
        var whole = Trained(0, 6, null);

        // Shares of unequal size: 2 of 6 images and 4 of 6. A gradient by the mean of a share counts by its images.
        var sums = new ThreadSums(2);
        var shares = new[] { (First: 0, Count: 2), (First: 2, Count: 4) };
        var states = new EngineState[2];
        var threads = shares.Select((share, i) => new Thread(() => states[i] = Trained(share.First, share.Count, sums))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(states[0].Weights.Sha256(), states[1].Weights.Sha256());
        Assert.All(whole.Weights.Zip(states[0].Weights), pair => Engine.AssertClose(pair.First.Values.ToArray(), pair.Second.Values.ToArray(), 1e-5));

        EngineState Trained(int first, int count, ThreadSums? together)
        {
            var settings = new EngineSettings(network, weights)
            {
                Optimizer = new SGD(momentum: 0.9),
                Threads = 1,
                GradientHook = together is null ? null : gradients =>
                {
                    double[] numbers = [.. gradients.ToArray().Select(value => (double)value)];
                    together.Sum(numbers);
                    for (int i = 0; i < numbers.Length; i++)
                        gradients[i] = (float)numbers[i];
                },
                StatisticsSum = together is null ? null : together.Sum,
            };
            using var session = TorchEngine.Default.OpenSession(settings);
            for (int step = 0; step < 3; step++)
            {
                var batch = new TrainingBatch(
                    new ImageBatch(network.InputShape, pixels.AsMemory(first * 32, count * 32)), targets.AsMemory(first * 3, count * 3), Enumerable.Repeat(count / 6f, count).ToArray());
                session.Step(batch, new StepSettings(0.1));
            }
            return session.ReadState();
        }
    }

    [Fact]
    public void An_engine_without_a_feature_is_refused_by_who_needs_it()
    {
        var engine = new ObservedEngine();

        Assert.Equal(EngineFeatures.None, ((ICnnEngine)engine).Features);
        Refusal.Says<NotSupportedException>(
            "Grad-CAM needs Gradients of the engine, which Observed does not have. Use another engine, such as TorchEngine.Default.",
            () => engine.Require(EngineFeatures.Gradients, "Grad-CAM"));
        TorchEngine.Default.Require(EngineFeatures.Gradients | EngineFeatures.GradientHook | EngineFeatures.StatisticsSum, "everything");
        Refusal.Says<NotSupportedException>(
            "EngineSettings.StatisticsSum needs StatisticsSum of the engine, which TensorFlow does not have. Use another engine, such as TorchEngine.Default.",
            () => TensorFlowForTests.Require().OpenSession(Settings(TwoHeads) with { StatisticsSum = _ => { } }));
        using var session = engine.OpenSession(Settings(TwoHeads));
        Assert.StartsWith("Gradients are asked for, but Session gives none", Assert.Throws<NotSupportedException>(() => session.Gradients(TwoImages, new float[6])).Message, StringComparison.Ordinal);
    }

    private static EngineSettings Settings(Network network, params (string, float[])[] weights) => new(network, Engine.Weights(network, weights)) { Threads = 1 };

    private static Network Heads()
    {
        var x = Symbol.Input(new Shape(1));
        return new Network(x, x.Apply(new Dense(1) { Name = "left" }).Concatenate(x.Apply(new Dense(2) { Name = "right", UseBias = false })));
    }

    /// <summary>Sums over threads that all call it.</summary>
    private sealed class ThreadSums(int threads)
    {
        private readonly Barrier _barrier = new(threads);
        private readonly Lock _lock = new();
        private double[] _total = [];

        public void Sum(Span<double> sums)
        {
            lock (_lock)
            {
                if (_total.Length == 0)
                    _total = new double[sums.Length];
                for (int i = 0; i < sums.Length; i++)
                    _total[i] += sums[i];
            }
            _barrier.SignalAndWait();
            _total.CopyTo(sums);
            _barrier.SignalAndWait();
            _total = [];
            _barrier.SignalAndWait();
        }
    }
}

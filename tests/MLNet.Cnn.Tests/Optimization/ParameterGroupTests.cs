namespace MLNet.Cnn.Tests;

/// <summary>Weights by name: left out of weight decay, or with a rate and decay of their own; against Keras' rule worked out in double precision.</summary>
public class ParameterGroupTests
{
    private const double Rate = 0.1, Decay = 0.2;

    private static readonly Network Linear = Network.Sequential(new(1, 1, 1), new Flatten(), new Dense(2));

    [Fact]
    public void Every_weight_decays_unless_its_name_is_excluded()
    {
        // w - w decay rate - rate g (keras/src/optimizers/base_optimizer.py, _apply_weight_decay).
        AssertStep(new SGD { WeightDecay = Decay }, kernel: (1, Decay), bias: (1, Decay));
        AssertStep(new SGD { WeightDecay = Decay, ExcludeFromWeightDecay = ["*/bias"] }, kernel: (1, Decay), bias: (1, 0));
        AssertStep(new SGD(momentum: 0.9) { WeightDecay = Decay, ExcludeFromWeightDecay = ["dense/?ernel", "*bias"] }, kernel: (1, 0), bias: (1, 0));
    }

    [Fact]
    public void A_group_has_its_own_rate_and_decay_and_the_first_that_matches_counts()
    {
        AssertStep(new SGD { WeightDecay = Decay, ParameterGroups = [new("*/kernel", LearningRateFactor: 0.5)] }, kernel: (0.5, Decay), bias: (1, Decay));
        AssertStep(new SGD(momentum: 0.9) { ParameterGroups = [new("*/bias", 3, WeightDecay: 0.4), new("dense*", 0)] }, kernel: (0, 0), bias: (3, 0.4));
        AssertStep(
            new SGD(momentum: 0.9, nesterov: false) { WeightDecay = Decay, ParameterGroups = [new("*", 2, WeightDecay: 0.4)], ExcludeFromWeightDecay = ["*/bias"] }, kernel: (2, 0.4), bias: (2, 0));
    }

    [Fact]
    public void A_weight_whose_rate_is_0_stays_as_it_is_and_takes_no_memory()
    {
        var slots = new List<string>();
        var after = Step(new SGD(momentum: 0.9) { WeightDecay = Decay, ParameterGroups = [new("*/kernel", LearningRateFactor: 0)] }, slots);

        Assert.Equal(Start.Kernel, after.Kernel);
        Assert.NotEqual(Start.Bias, after.Bias);
        Assert.Equal(["velocity/dense/bias"], slots);
        var frozen = Step(new Adam { ParameterGroups = [new("*", 0)] });
        Assert.Equal(Start.Kernel, frozen.Kernel);
        Assert.Equal(Start.Bias, frozen.Bias);
    }

    [Fact]
    public void The_TensorFlow_engine_knows_weights_by_name_too()
    {
        var engine = TensorFlowForTests.Require();
        Assert.All<Optimizer>(
            [
                new SGD(momentum: 0.9) { WeightDecay = Decay, ParameterGroups = [new("*/kernel", 2, WeightDecay: 0.03)] },
                new Adam { WeightDecay = Decay, ExcludeFromWeightDecay = ["*/bias"], GradientAccumulationSteps = 2 },
                new SGD(momentum: 0.9) { ParameterGroups = [new("*/kernel", LearningRateFactor: 0)] },
                new Adam { ParameterGroups = [new("*", 0)] },
            ],
            optimizer =>
            {
                var (expected, actual) = (After(TorchEngine.Default, optimizer), After(engine, optimizer));

                Assert.Equal(expected.OptimizerSlots.Select(slot => slot.Path), actual.OptimizerSlots.Select(slot => slot.Path));
                Assert.All(expected.Weights.Zip(actual.Weights), pair => Engine.AssertClose(pair.First.Values.ToArray(), pair.Second.Values.ToArray(), 1e-5));
            });

        static EngineState After(ICnnEngine engine, Optimizer optimizer) => EngineThread.Run(() =>
        {
            using var session = engine.OpenSession(new EngineSettings(Linear, NetworkWeights.Initialize(Linear, 1)) { Optimizer = optimizer, Threads = 1 });
            for (int step = 0; step < 4; step++)
                session.Step(new TrainingBatch(new ImageBatch(Linear.InputShape, new float[] { 2 }), new float[] { 0, 1 }), new StepSettings(Rate));
            return session.ReadState();
        });
    }

    [Fact]
    public void Optimizers_with_a_memory_follow_the_group_rate_too()
    {
        foreach (Optimizer optimizer in (Optimizer[])[new Adam(), new Adam { AMSGrad = true }, new Adamax(), new Lion(), new Nadam(), new RMSprop(), new Adagrad(), new Adadelta()])
        {
            var plain = Step(optimizer);
            var grouped = Step(optimizer with { ParameterGroups = [new("*/bias", 0.5)] });

            // The first step of each of them is proportional to the rate.
            Engine.AssertClose(plain.Kernel, grouped.Kernel, 1e-6);
            Engine.AssertClose([.. plain.Bias.Select((value, i) => Start.Bias[i] + (value - Start.Bias[i]) / 2)], grouped.Bias, 1e-6);
        }
    }

    [Fact]
    public void A_pattern_that_matches_nothing_is_an_error_with_the_nearest_names()
    {
        var excluded = Assert.Throws<ArgumentException>(() => Step(new SGD { ExcludeFromWeightDecay = ["dense/bais"] }));
        Assert.Equal(
            "ExcludeFromWeightDecay: the pattern 'dense/bais' matches no trained weight. The nearest are 'dense/bias', 'dense/kernel'. A pattern covers the whole path; '*' stands for any characters, as in '*/bias'. (Parameter 'ExcludeFromWeightDecay')",
            excluded.Message);
        var grouped = Assert.Throws<ArgumentException>(() => Step(new SGD { ParameterGroups = [new("kernel")] }));
        Assert.StartsWith("ParameterGroups: the pattern 'kernel' matches no trained weight. The nearest are 'dense/kernel', 'dense/bias'.", grouped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Definitions_are_values_and_refuse_what_is_out_of_range()
    {
        Assert.Equal(new SGD { ExcludeFromWeightDecay = ["a", "b"], ParameterGroups = [new("c", 2)] }, new SGD { ExcludeFromWeightDecay = ["a", "b"], ParameterGroups = [new("c", 2)] });
        Assert.NotEqual(new SGD { ExcludeFromWeightDecay = ["a"] }, new SGD { ExcludeFromWeightDecay = ["b"] });
        Assert.NotEqual(new SGD { ParameterGroups = [new("c", 2)] }, new SGD { ParameterGroups = [new("c", 3)] });
        Assert.Empty(new Adam().ExcludeFromWeightDecay);
        Assert.Empty(new Adam().ParameterGroups);
        Assert.StartsWith("SGD.ParameterGroups('c').LearningRateFactor is -1, but it must be 0 or above.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new SGD { ParameterGroups = [new("c", -1)] }.Validate()).Message, StringComparison.Ordinal);
        Assert.StartsWith("SGD.ParameterGroups('c').WeightDecay is -1, but it must be 0 or above, or null.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new SGD { ParameterGroups = [new("c", 1, -1)] }.Validate()).Message, StringComparison.Ordinal);
    }

    private static (float[] Kernel, float[] Bias) Start => ([0.5f, -0.25f], [0.25f, 0.75f]);

    private static void AssertStep(Optimizer optimizer, (double Rate, double Decay) kernel, (double Rate, double Decay) bias)
    {
        var after = Step(optimizer);

        // x = 2 and label 1: logits 2 w + b; the gradient by b is softmax - target, that by w twice as much.
        double e0 = Math.Exp(2 * 0.5 + 0.25), e1 = Math.Exp(2 * -0.25 + 0.75);
        double[] slope = [e0 / (e0 + e1), e1 / (e0 + e1) - 1];
        Engine.AssertClose([.. Start.Kernel.Select((w, i) => Moved(w, 2 * slope[i], kernel))], after.Kernel, 1e-6);
        Engine.AssertClose([.. Start.Bias.Select((b, i) => Moved(b, slope[i], bias))], after.Bias, 1e-6);

        static float Moved(double weight, double gradient, (double Rate, double Decay) rule) =>
            (float)(weight - weight * rule.Decay * Rate * rule.Rate - Rate * rule.Rate * gradient);
    }

    private static (float[] Kernel, float[] Bias) Step(Optimizer optimizer, List<string>? slots = null) => Engine.With(Linear, optimizer, session =>
    {
        session.Step(new TrainingBatch(new ImageBatch(Linear.InputShape, new float[] { 2 }), new float[] { 0, 1 }), new StepSettings(Rate));
        var (weights, memory, _) = session.ReadState();
        slots?.AddRange(memory.Select(slot => slot.Path));
        return (weights["dense/kernel"].Values.ToArray(), weights["dense/bias"].Values.ToArray());
    }, ("dense/kernel", Start.Kernel), ("dense/bias", Start.Bias));
}

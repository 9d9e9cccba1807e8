namespace MLNet.Cnn.Tests;

/// <summary>Keras' update rules, step by step in double precision (keras/src/optimizers/sgd.py, adam.py, adamw.py).</summary>
public class OptimizerStepTests
{
    // One input, two logits, no bias: w = (w0, w1), logits = x w.
    private static readonly Network Linear = Network.Sequential(new(1, 1, 1), new Flatten(), new Dense(2) { UseBias = false });
    private static readonly double[] Rates = [0.1, 0.2, 0.05];

    public static TheoryData<string> Rules => ["sgd", "momentum", "nesterov", "decay", "adam", "adamw"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Follows_Keras_rule_while_the_rate_changes(string rule)
    {
        Optimizer optimizer = rule switch
        {
            "sgd" => new SGD(),
            "momentum" => new SGD(momentum: 0.9),
            "nesterov" => new SGD(momentum: 0.9, nesterov: true),
            "decay" => new SGD(momentum: 0.9) { WeightDecay = 0.1 },
            "adam" => new Adam(),
            _ => new AdamW(weightDecay: 0.1),
        };
        double[] w = [0.5, -0.25];
        double[] v = [0, 0], m = [0, 0];

        var actual = Engine.With(Linear, optimizer, session =>
        {
            foreach (double rate in Rates)
                session.Step(Batch(), new StepSettings(rate));
            return session.ReadState().Weights["dense/kernel"].Values.ToArray();
        }, ("dense/kernel", [0.5f, -0.25f]));

        for (int step = 0; step < Rates.Length; step++)
        {
            double rate = Rates[step];
            var g = Gradient(w);
            for (int i = 0; i < 2; i++)
            {
                if (optimizer.WeightDecay > 0)
                    w[i] -= w[i] * optimizer.WeightDecay * rate;
                if (optimizer is SGD sgd)
                {
                    v[i] = sgd.Momentum * v[i] - rate * g[i];
                    w[i] += sgd.Nesterov ? sgd.Momentum * v[i] - rate * g[i] : v[i];
                }
                else
                {
                    m[i] += (g[i] - m[i]) * (1 - 0.9);
                    v[i] += (g[i] * g[i] - v[i]) * (1 - 0.999);
                    double alpha = rate * Math.Sqrt(1 - Math.Pow(0.999, step + 1)) / (1 - Math.Pow(0.9, step + 1));
                    w[i] -= m[i] * alpha / (Math.Sqrt(v[i]) + 1e-7);
                }
            }
        }
        Engine.AssertClose([(float)w[0], (float)w[1]], actual, 2e-6);
    }

    [Fact]
    public void A_step_may_be_without_momentum_and_still_leaves_its_velocity()
    {
        var state = Engine.With(Linear, new SGD(momentum: 0.9), session =>
        {
            session.Step(Batch(), new StepSettings(0.1, Momentum: 0));
            return session.ReadState();
        }, ("dense/kernel", [0.5f, -0.25f]));

        float[] velocity = [.. Gradient([0.5, -0.25]).Select(g => (float)(-0.1 * g))];
        Engine.AssertClose(velocity, state.OptimizerSlots[0].Values.ToArray());
        Engine.AssertClose([0.5f + velocity[0], -0.25f + velocity[1]], state.Weights["dense/kernel"].Values.ToArray());
    }

    // A schedule's momentum is for optimizers that have one: OneCycle cycles it by default.
    [Theory]
    [InlineData("sgd")]
    [InlineData("rmsprop")]
    public void An_optimizer_without_momentum_keeps_none(string rule)
    {
        Optimizer optimizer = rule == "sgd" ? new SGD() : new RMSprop();

        Assert.Equal(Weights(momentum: null), Weights(momentum: 0.9));

        float[] Weights(double? momentum) => Engine.With(Linear, optimizer, session =>
        {
            for (int step = 0; step < 3; step++)
                session.Step(Batch(), new StepSettings(0.1, momentum));
            return session.ReadState().Weights["dense/kernel"].Values.ToArray();
        }, ("dense/kernel", [0.5f, -0.25f]));
    }

    [Fact]
    public void The_loss_is_the_cross_entropy_of_the_logits_and_counts_what_is_right()
    {
        var result = Engine.With(Linear, new SGD(), session => session.Step(Batch(), new StepSettings(0.1)), ("dense/kernel", [0.5f, -0.25f]));

        // x = 2, label 1: logits 1 and -0.5; -log softmax = log(e^1 + e^-0.5) + 0.5.
        Assert.Equal(Math.Log(Math.Exp(1) + Math.Exp(-0.5)) + 0.5, result.Loss, 5);
        Assert.Equal(0, result.Correct);
    }

    [Fact]
    public void A_weight_of_an_image_scales_its_loss()
    {
        var network = Linear;
        var images = new ImageBatch(network.InputShape, new float[] { 2, 2 });
        var targets = new float[] { 0, 1, 0, 1 };

        var whole = Engine.With(network, new SGD(), session => session.Step(new TrainingBatch(images, targets), new StepSettings(0.1)).Loss);
        var half = Engine.With(network, new SGD(), session => session.Step(new TrainingBatch(images, targets, new float[] { 1, 0 }), new StepSettings(0.1)).Loss);

        Assert.Equal(whole / 2, half, 5);
    }

    [Theory]
    [InlineData("adam", 2_000)]
    [InlineData("lion", 500)]
    [InlineData("nadam", 500)]
    [InlineData("clipped", 500)]
    public void Steps_are_the_same_while_the_garbage_collector_runs(string rule, int steps)
    {
        Optimizer optimizer = rule switch
        {
            "adam" => new Adam(),
            "lion" => new Lion(),
            "nadam" => new Nadam(),
            _ => new RMSprop(momentum: 0.5, centered: true) { GlobalClipNorm = 0.1, EmaMomentum = 0.9, EmaOverwriteFrequency = 2 },
        };
        string Train() => Engine.With(Linear, optimizer, session => Steps(session, 0, steps).Weights.Sha256());

        Assert.Equal(Train(), BusyCollector.During(Train));
    }

    [Fact]
    public void State_moves_to_another_session_and_goes_on_bit_for_bit()
    {
        foreach (Optimizer optimizer in (Optimizer[])[
            new SGD(momentum: 0.9), new Adam(), new Adam { AMSGrad = true }, new RMSprop(momentum: 0.5, centered: true), new Nadam(), new Adamax(), new Adagrad(), new Adadelta(),
            new Lion(), new SGD { GradientAccumulationSteps = 3, EmaMomentum = 0.9, EmaOverwriteFrequency = 2, GlobalClipNorm = 0.1 }, new SGD(momentum: 0.9) { Lookahead = new() { Period = 3 } }])
        {
            var straight = Engine.With(Linear, optimizer, session => Steps(session, 0, 4).Weights.Sha256());
            var half = Engine.With(Linear, optimizer, session => Steps(session, 0, 2));
            var resumed = Engine.With(Linear, optimizer, session =>
            {
                session.WriteState(half);
                return Steps(session, 2, 4).Weights.Sha256();
            });

            Assert.Equal(straight, resumed);
        }
    }

    [Fact]
    public void A_state_of_another_optimizer_is_refused()
    {
        var state = Engine.With(Linear, new SGD(momentum: 0.9), session => session.ReadState());

        var error = Engine.With(Linear, new Adam(), session => Assert.Throws<ArgumentException>(() => session.WriteState(state)));

        Assert.StartsWith("The state belongs to another optimizer: it holds 1 arrays, but Adam needs 2.", error.Message, StringComparison.Ordinal);
    }

    private static EngineState Steps(IEngineSession session, int first, int end)
    {
        for (int i = first; i < end; i++)
            session.Step(Batch(), new StepSettings(0.1 / (i + 1)));
        return session.ReadState();
    }

    private static TrainingBatch Batch() => new(new ImageBatch(Linear.InputShape, new float[] { 2 }), new float[] { 0, 1 });

    /// <summary>x (softmax(x w) - target) with x = 2 and label 1.</summary>
    private static double[] Gradient(double[] w)
    {
        double e0 = Math.Exp(2 * w[0]), e1 = Math.Exp(2 * w[1]);
        return [2 * e0 / (e0 + e1), 2 * (e1 / (e0 + e1) - 1)];
    }
}

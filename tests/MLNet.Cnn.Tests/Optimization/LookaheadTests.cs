namespace MLNet.Cnn.Tests;

/// <summary>Zhang et al. (2019), algorithm 1, worked out in double precision.</summary>
public class LookaheadTests
{
    private const double Rate = 0.1;

    // One input, two logits, no bias: logits = x w.
    private static readonly Network Linear = Network.Sequential(new(1, 1, 1), new Flatten(), new Dense(2) { UseBias = false });
    private static readonly float[] Start = [0.5f, -0.25f];

    // k = 5 and alpha = 0.5, of which Kept is what is left.
    [Fact]
    public void Defaults_are_those_of_the_paper()
    {
        Assert.Equivalent(new { Period = 5, Kept = 0.5, Power = 0.0 }, new Lookahead());
        Assert.Null(new SGD().Lookahead);
    }

    [Theory]
    [InlineData(2, 0.25, 0)]
    [InlineData(3, 0.5, 2)]
    [InlineData(1, 0.9, 0)]
    public void Slow_weights_go_a_part_of_the_way_and_the_others_begin_there(int period, double kept, double power)
    {
        // The last of 7 steps moves them too, whatever the period.
        const int steps = 7;
        var lookahead = new Lookahead { Period = period, Kept = kept, Power = power };
        double[] fast = [Start[0], Start[1]], slow = [.. fast];
        for (int step = 1; step <= steps; step++)
        {
            double[] gradient = Gradient(fast);
            for (int i = 0; i < 2; i++)
                fast[i] -= Rate * gradient[i];
            if (step % period != 0 && step != steps)
                continue;
            double share = kept * Math.Pow((double)step / steps, power);
            for (int i = 0; i < 2; i++)
                fast[i] = slow[i] = share * slow[i] + (1 - share) * fast[i];
        }

        foreach (var engine in new[] { TorchEngine.Default, TensorFlowForTests.Require() })
        {
            var state = Train(engine, new SGD(Rate) { Lookahead = lookahead }, steps);
            Engine.AssertClose([(float)slow[0], (float)slow[1]], Single(state.OptimizerSlots, "average/dense/kernel"), 2e-6);
            Engine.AssertClose([(float)fast[0], (float)fast[1]], state.Weights["dense/kernel"].Values.ToArray(), 2e-6);
        }
    }

    [Fact]
    public void Between_its_steps_the_slow_weights_stay()
    {
        var state = Train(TorchEngine.Default, new SGD(Rate) { Lookahead = new() }, steps: 4, of: 100);

        Assert.Equal(Start, Single(state.OptimizerSlots, "average/dense/kernel"));
        Assert.NotEqual(Start, state.Weights["dense/kernel"].Values.ToArray());
    }

    [Fact]
    public void Training_leaves_the_slow_weights_and_goes_on_with_them_when_killed()
    {
        using var folder = new TestFolder();
        var data = SmallTraining.Images();
        var options = SmallTraining.Options with { Optimizer = new SGD(0.05, momentum: 0.9) { Lookahead = new() { Period = 3, Kept = 0.8 } } };
        var control = new TrainingControl();
        using var whole = SmallTraining.Fit(options, data);
        using var plain = SmallTraining.Fit(options with { Optimizer = new SGD(0.05, momentum: 0.9) }, data);
        using var begun = SmallTraining.Fit(options with { Checkpoints = new(folder.Path), Control = control, Progress = report => { if (report.Epoch == 2) control.RequestStop(); } }, data);

        using var ended = SmallTraining.Fit(options with { Checkpoints = new(folder.Path) }, data);

        Assert.Equal(whole.Hash(), ended.Hash());
        Assert.NotEqual(plain.Hash(), whole.Hash());
    }

    [Fact]
    public void Refuses_what_is_out_of_range()
    {
        Says("SGD.Lookahead.Period is 0, but it must be at least 1.", "Lookahead.Period", new SGD { Lookahead = new() { Period = 0 } });
        Says("SGD.Lookahead.Kept is 1, but it must be at least 0 and below 1.", "Lookahead.Kept", new SGD { Lookahead = new() { Kept = 1 } });
        Says("SGD.Lookahead.Power is -1, but it must be a finite number of at least 0.", "Lookahead.Power", new SGD { Lookahead = new() { Power = -1 } });
        Says(
            "Adam.EmaMomentum together with Lookahead is 0.99, but it must be null, because both replace the weights.",
            "EmaMomentum together with Lookahead", new Adam { EmaMomentum = 0.99, Lookahead = new() });
    }

    private static void Says(string message, string setting, Optimizer optimizer) =>
        Refusal.Says<ArgumentOutOfRangeException>($"{message} (Parameter '{setting}')", optimizer.Validate);

    private static float[] Single(IEnumerable<WeightArray> arrays, string path) => arrays.Single(array => array.Path == path).Values.ToArray();

    private static EngineState Train(ICnnEngine engine, Optimizer optimizer, int steps, int of = 0) => EngineThread.Run(() =>
    {
        using var session = engine.OpenSession(new EngineSettings(Linear, Engine.Weights(Linear, ("dense/kernel", Start))) { Optimizer = optimizer, Threads = 1 });
        var batch = new TrainingBatch(new ImageBatch(Linear.InputShape, new float[] { 2 }), new float[] { 0, 1 });
        for (int step = 1; step <= steps; step++)
            session.Step(batch, new StepSettings(Rate, Progress: (double)step / Math.Max(of, steps)));
        return session.ReadState();
    });

    /// <summary>x (softmax(x w) - target) with x = 2 and label 1.</summary>
    private static double[] Gradient(double[] w)
    {
        double e0 = Math.Exp(2 * w[0]), e1 = Math.Exp(2 * w[1]);
        return [2 * e0 / (e0 + e1), 2 * (e1 / (e0 + e1) - 1)];
    }
}

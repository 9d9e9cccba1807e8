namespace MLNet.Cnn.Tests;

/// <summary>What is said of a training before its first epoch.</summary>
public class EstimateTests
{
    public static TheoryData<string> Optimizers => [.. All.Keys];

    private static Dictionary<string, Optimizer> All { get; } = new()
    {
        ["SGD"] = new SGD(0.01),
        ["SGD with momentum"] = new SGD(0.01, momentum: 0.9),
        ["Adam"] = new Adam(),
        ["AMSGrad"] = new Adam { AMSGrad = true },
        ["AdamW"] = new AdamW(),
        ["Nadam"] = new Nadam(),
        ["Adamax"] = new Adamax(),
        ["RMSprop"] = new RMSprop(),
        ["RMSprop with both"] = new RMSprop { Momentum = 0.9, Centered = true },
        ["Adagrad"] = new Adagrad(),
        ["Adadelta"] = new Adadelta(),
        ["Lion"] = new Lion(),
        ["average"] = new SGD(0.01) { EmaMomentum = 0.9 },
        ["accumulation"] = new Adam { GradientAccumulationSteps = 2 },
    };

    [Fact]
    public void Memory_follows_from_shapes_and_the_batch()
    {
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, SmallTraining.Images(60));

        // Convolution 3*3*4+4, BatchNormalization 4*4 of which half is trained, Dense 100*3+3.
        const int weights = 40 + 16 + 303, trained = 40 + 8 + 303;
        // Input, Normalization, convolution, BatchNormalization (ReLU writes over it) and Dense as floats; pooling with its indices; and the gradients around BatchNormalization.
        const int image = 4 * (144 + 144 + 400 + 400 + 3) + (4 + 8) * 100 + 4 * (400 + 400);
        var estimate = cnn.Model.History.Estimate!;
        Assert.Equal(
            new TrainingEstimate(4 * weights, 4 * trained, 2 * 4 * trained, 16 * image, 60 * (100 * 9 * 4 + 100 * 3)),
            estimate);
        Assert.Equal(4 * weights + 12 * trained + 16 * image, estimate.Memory);
    }

    [Fact]
    public void A_batch_holds_no_more_images_than_there_are()
    {
        var network = SmallTraining.Builder.Build(new(12, 12, 1), 3);

        Assert.Equal(MemoryForecast.Of(network, new Adam(), 10, 10).Activations, MemoryForecast.Of(network, new Adam(), 10, 128).Activations);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void The_optimizer_remembers_as_much_as_was_expected(string name)
    {
        var network = SmallTraining.Builder.Build(new(12, 12, 1), 3);
        var weights = NetworkWeights.Initialize(network, seed: 1);

        long remembered = EngineThread.Run(() =>
        {
            using var session = TorchEngine.Default.OpenSession(new EngineSettings(network, weights) { Optimizer = All[name], Threads = 1 });
            session.Step(new TrainingBatch(new ImageBatch(new(12, 12, 1), new float[2 * 144]), new float[] { 1, 0, 0, 0, 1, 0 }), new StepSettings(0.001));
            return session.ReadState().OptimizerSlots.Where(slot => slot.Shape.Size > 1).Sum(slot => 4L * slot.Values.Length);
        });

        Assert.Equal(remembered, MemoryForecast.Of(network, All[name], 10, 2).OptimizerSlots);
    }

    [Fact]
    public void The_time_of_an_epoch_is_measured_on_a_copy_where_the_training_is_long()
    {
        var clock = new StepClock();
        var control = new TrainingControl();
        // The third of the measured steps is slow: the median does not mind.
        var engine = new ObservedEngine(step =>
        {
            clock.Seconds += step is 1 or 5 ? 100 : 2;
            if (step == 7)
                control.RequestStop();
        });

        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 200, BatchSize = 20, Engine = engine, Control = control, Clock = clock }, SmallTraining.Images(60));

        Assert.Equal(TimeSpan.FromSeconds(6), cnn.Model.History.Estimate!.TimePerEpoch);
        Assert.Equal((7, 0), (engine.Steps, engine.OpenSessions));
        Assert.Equal(NetworkWeights.Initialize(cnn.Model.Network, seed: 1).Sha256(), cnn.Hash());
    }

    [Fact]
    public void An_estimate_reads_as_one_line_in_every_culture()
    {
        var estimate = new TrainingEstimate(1_000_000, 1_000_000, 2_000_000, 41_340_000, 5);

        foreach (var check in new Action<Action>[] { action => action(), Refusal.WithDecimalComma })
        {
            check(() => Assert.Equal("Expected: at least 45.3 MB for weights, optimizer and one batch.", estimate.ToString()));
            check(() => Assert.Equal("Expected: at least 45.3 MB for weights, optimizer and one batch, 12.3 s an epoch.", (estimate with { TimePerEpoch = TimeSpan.FromSeconds(12.345) }).ToString()));
        }
    }
}

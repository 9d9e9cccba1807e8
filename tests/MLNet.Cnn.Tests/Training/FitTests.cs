using System.Runtime.CompilerServices;
using Microsoft.ML;
using TorchSharp;

namespace MLNet.Cnn.Tests;

public class FitTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    [Fact]
    public void No_tensor_outlives_a_fit()
    {
        NativeLoader.EnsureLoaded();
        CountTensors(() => SmallTraining.Fit(SmallTraining.Options with { ValidationFraction = 0.2 }, Images).Dispose());
        using var cnn = SmallTraining.Fit(SmallTraining.Options, Images);
        CountTensors(() => cnn.Model.Predict(new ImageBatch(new(12, 12, 1), new float[144 * 3]), training: true, "conv2d", "dense"));
        CountTensors(() => Assert.ThrowsAny<Exception>(() => SmallTraining.Fit(SmallTraining.Options with { Progress = _ => throw new NotImplementedException() }, Images)));
    }

    [Fact]
    public void A_dispose_scope_of_the_user_receives_nothing()
    {
        NativeLoader.EnsureLoaded();
        InScope(() =>
        {
            using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, Images);
            Assert.Equal(60, cnn.Scores(Images).Length);
        });
    }

    [Fact]
    public void A_fit_returns_the_moving_average_of_the_weights_where_the_optimizer_keeps_one()
    {
        // An average that keeps all of itself stays what it was after the first of the three steps.
        var options = SmallTraining.Options with { BatchSize = 60, Schedule = new ConstantRate() };
        using var averaged = SmallTraining.Fit(options with { Epochs = 3, Optimizer = new SGD(0.1) { EmaMomentum = 1 } }, Images);
        using var first = SmallTraining.Fit(options with { Epochs = 1, Optimizer = new SGD(0.1) }, Images);
        using var last = SmallTraining.Fit(options with { Epochs = 3, Optimizer = new SGD(0.1) }, Images);

        float[] Kernel(CnnTransformer cnn) => cnn.Model.Weights["conv2d/kernel"].Values.ToArray();
        Assert.Equal(Kernel(first), Kernel(averaged));
        Assert.NotEqual(Kernel(last), Kernel(averaged));
    }

    [Fact]
    public void The_thread_count_of_the_caller_stays()
    {
        NativeLoader.EnsureLoaded();
        CompareThreads();
    }

    [Fact]
    public void Training_begins_with_the_weights_given()
    {
        using var first = SmallTraining.Fit(SmallTraining.Options with { Epochs = 10 }, Images);
        var control = new TrainingControl();
        control.RequestStop();

        using var untouched = SmallTraining.Fit(SmallTraining.Options with { InitialWeights = first.Model.Weights, Preprocessing = Preprocessing.Normalize, Control = control }, Images);

        Assert.Equal(first.Hash(), untouched.Hash());
        Assert.Equal(first.Scores(Images), untouched.Scores(Images));
    }

    [Fact]
    public void Weights_of_another_network_are_refused()
    {
        var other = Network.Sequential(new(12, 12, 1), new Conv2D(5, 3), new BatchNormalization(), new Flatten(), new Dense(3));

        Refusal.Says(
            "The weight 'conv2d/kernel' has the shape 3x3x1x5 with 45 values, but the network 'sequential' needs 3x3x1x4. (Parameter 'arrays')",
            () => SmallTraining.Fit(SmallTraining.Options with { InitialWeights = NetworkWeights.Initialize(other, 1), Preprocessing = Preprocessing.None }, Images));
    }

    [Fact]
    public void A_training_that_diverges_says_where_and_what_to_try()
    {
        var options = SmallTraining.Options with { Optimizer = new SGD(1e30), Schedule = new ConstantRate() };

        Refusal.Says<InvalidOperationException>(
            "Training diverged: the loss became NaN at step 2 (epoch 1) with the learning rate 1E+30. Lower the learning rate (now at most 1E+30), for example to 1E+29, or add BatchNormalization behind the convolutions.",
            () => SmallTraining.Fit(options, Images));
    }

    [Fact]
    public void A_training_that_diverges_in_its_last_step_says_so_too()
    {
        var network = Network.Sequential(new(12, 12, 1), new Normalization(), new Flatten(), new Dense(3));
        // Weights that are still numbers, and a decay that makes them more than a float can hold.
        var huge = new NetworkWeights(network, NetworkWeights.Initialize(network, 1).Select(array => array with { Values = array.Values.ToArray().Select(value => value * 1e30f).ToArray() }));
        var options = SmallTraining.Options with
        {
            Network = network,
            InitialWeights = huge,
            Optimizer = new SGD(0.01) { WeightDecay = 1e14 },
            Schedule = new ConstantRate(),
            Epochs = 1,
            BatchSize = 60,
        };

        const string Expected = "Training diverged: the weight 'dense/kernel' is no longer a finite number after step 1 (epoch 1) with the learning rate 0.01. Lower the learning rate (now at most 0.01), for example to 0.001, or add BatchNormalization behind the convolutions.";
        Refusal.Says<InvalidOperationException>(Expected, () => SmallTraining.Fit(options, Images));

        // Stopping it does not make it a model.
        Refusal.Says<InvalidOperationException>(Expected, () =>
        {
            var control = new TrainingControl();
            SmallTraining.Fit(options with { Epochs = 2, Control = control, Progress = _ => control.RequestStop() }, Images);
        });
    }

    // Sixty images in batches of thirty: two steps an epoch.
    [Fact]
    public void A_training_that_would_never_change_a_weight_is_refused() => Refusal.Says<InvalidOperationException>(
        "The training has 4 steps (2 epochs of 2), but Optimizer.GradientAccumulationSteps is 5: the weights would never change. Lower it or CnnOptions.BatchSize, or train for more epochs.",
        () => SmallTraining.Fit(SmallTraining.Options with { Optimizer = new Adam { GradientAccumulationSteps = 5 }, BatchSize = 30, Epochs = 2 }, Images));

    [Fact]
    public void A_batch_larger_than_the_data_is_a_batch_of_all()
    {
        using var all = SmallTraining.Fit(SmallTraining.Options with { BatchSize = 60, Epochs = 2 }, Images);
        using var more = SmallTraining.Fit(SmallTraining.Options with { BatchSize = 65_536, Epochs = 2 }, Images);

        Assert.Equal(all.Hash(), more.Hash());
    }

    [Fact]
    public void A_frozen_layer_keeps_its_weights()
    {
        var frozen = new NetworkBuilder("frozen", (shape, classes) => Network.Sequential(
            shape, new Conv2D(4, 3) { Trainable = false }, new BatchNormalization { Trainable = false }, new Flatten(), new Dense(classes)));

        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Network = frozen }, Images);

        var before = NetworkWeights.Initialize(cnn.Model.Network, 1);
        Assert.All(before.Zip(cnn.Model.Weights), pair => Assert.Equal(
            !pair.First.Path.StartsWith("dense", StringComparison.Ordinal), pair.First.Values.Span.SequenceEqual(pair.Second.Values.Span)));
    }

    [Fact]
    public void A_network_that_ends_in_softmax_trains_as_the_one_that_ends_in_logits()
    {
        var shape = new Shape(12, 12, 1);
        Network[] networks =
        [
            Network.Sequential(shape, new Flatten(), new Dense(3) { Name = "out" }),
            Network.Sequential(shape, new Flatten(), new Dense(3, Activation.Softmax) { Name = "out" }),
            Network.Sequential(shape, new Flatten(), new Dense(3) { Name = "out" }, new Softmax()),
            Network.Sequential(shape, new Flatten(), new Dense(3) { Name = "out" }, new ActivationLayer(Activation.Softmax)),
        ];

        var models = networks.Select(network => SmallTraining.Fit(SmallTraining.Options with { Network = network }, Images)).ToList();

        Assert.Single(models.Select(model => model.Hash()).Distinct());
        Assert.All(models, model => Assert.Equal(models[0].Scores(Images), model.Scores(Images)));
        Assert.Equal([false, true, true, true], models.Select(model => model.Model.Network.EndsInSoftmax()));
    }

    [Fact]
    public void Predict_gives_the_layers_asked_for()
    {
        using var cnn = SmallTraining.Fit(SmallTraining.Options, Images);
        var shape = new Shape(12, 12, 1);
        var images = new ImageBatch(shape, TestImages.Rows(5).SelectMany(row => row.Image).Select(pixel => (float)pixel).ToArray());

        var outputs = cnn.Model.Predict(images, training: false, "conv2d", "normalization", "dense");
        var inTraining = cnn.Model.Predict(images, training: true)[0];

        Assert.Equal(["conv2d", "normalization", "dense"], outputs.Select(output => output.LayerName));
        Assert.Equal(["10x10x4", "12x12x1", "3"], outputs.Select(output => output.Shape.ToString()));
        Assert.Equal([2000, 720, 15], outputs.Select(output => output.Values.Length));
        Assert.Equal("dense", inTraining.LayerName);
        Assert.NotEqual(outputs[2].Values.ToArray(), inTraining.Values.ToArray());
        string message = Assert.Throws<KeyNotFoundException>(() => cnn.Model.Predict(images, training: false, "conv")).Message;
        Assert.Contains("'conv'", message);
        Assert.Contains("conv2d, batch_normalization", message);
        Refusal.Says(
            "The images are 12x6x1, but the network 'sequential' takes 12x12x1. (Parameter 'images')",
            () => cnn.Model.Predict(new ImageBatch(new(12, 6, 1), images.Pixels)));
    }

    // Apart, so that nothing of TorchSharp is touched before the loader has run.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CountTensors(Action action)
    {
        // Tensors that other tests left to the collector must not go in between.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = torch.Tensor.TotalCount;
        action();
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void InScope(Action action)
    {
        using var scope = torch.NewDisposeScope();
        action();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CompareThreads()
    {
        int before = torch.get_num_threads();
        SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, Images).Dispose();
        Assert.Equal(before, torch.get_num_threads());
    }
}

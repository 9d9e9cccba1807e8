using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>Both engines in one process, step by step.</summary>
public class TwoEnginesTests
{
    private const int Steps = 12, Count = 32;

    private static readonly Network LeNet = Networks.LeNet5(batchNormalization: true).Build(new(28, 28, 1), 10);

    [Fact]
    public void LeNet5_with_batch_normalization_has_the_same_losses_on_both()
    {
        var tensorFlow = Losses(TensorFlowForTests.Require(), new SGD(0.01, momentum: 0.9), null, 0, Steps);
        var torch = Losses(TorchEngine.Default, new SGD(0.01, momentum: 0.9), null, 0, Steps);

        Assert.All(tensorFlow.Losses.Zip(torch.Losses), pair => Assert.Equal(pair.Second, pair.First, 1e-4 * Math.Max(1, pair.Second)));
        Assert.True(torch.Losses[^1] < torch.Losses[0]);
        Assert.Equal(torch.Correct, tensorFlow.Correct);
    }

    [Theory]
    [InlineData("momentum", false)]
    [InlineData("momentum", true)]
    [InlineData("adam", false)]
    [InlineData("adam", true)]
    [InlineData("average", true)]
    public void A_run_begun_on_one_engine_goes_on_on_the_other(string rule, bool fromTensorFlow)
    {
        Optimizer optimizer = rule switch
        {
            "momentum" => new SGD(0.01, momentum: 0.9, nesterov: true),
            "adam" => new Adam(0.001) { AMSGrad = true },
            _ => new SGD(0.01) { EmaMomentum = 0.9, EmaOverwriteFrequency = 3, GradientAccumulationSteps = 2, GlobalClipNorm = 1, WeightDecay = 0.01 },
        };
        ICnnEngine tensorFlow = TensorFlowForTests.Require(), torch = TorchEngine.Default;
        var (first, second) = fromTensorFlow ? (tensorFlow, torch) : (torch, tensorFlow);

        var expected = Losses(first, optimizer, null, 0, Steps);
        var half = Losses(first, optimizer, null, 0, Steps / 2 + 1);
        var rest = Losses(second, optimizer, half.State, Steps / 2 + 1, Steps);

        Assert.All(rest.Losses.Zip(expected.Losses.Skip(Steps / 2 + 1)), pair => Assert.Equal(pair.Second, pair.First, 1e-3 * Math.Max(1, pair.Second)));
        Assert.Equal(Steps, rest.State.Steps);
        Assert.Equal(expected.State.OptimizerSlots.Select(slot => slot.Path), rest.State.OptimizerSlots.Select(slot => slot.Path));
    }

    [Fact]
    public void A_folder_of_checkpoints_goes_on_on_the_other_engine_and_says_so()
    {
        var tensorFlow = TensorFlowForTests.Require();
        using var folder = new TestFolder();
        var data = SmallTraining.Images();
        var control = new TrainingControl();
        var options = SmallTraining.Options with { Optimizer = new SGD(0.05, momentum: 0.9) };
        using var whole = SmallTraining.Fit(options, data);
        options = options with { Checkpoints = new(folder.Path) };
        using var begun = SmallTraining.Fit(
            options with { Control = control, Progress = report => { if (report.Epoch == 2) control.RequestStop(); } }, data);
        var lines = new List<string>();
        var context = new MLContext(seed: 1);
        context.Log += (_, line) => lines.Add(line.RawMessage);

        using var ended = context.Transforms.TrainCnn(options with { Engine = tensorFlow }).Fit(data);

        Assert.Equal(TrainingEnd.Completed, ended.Model.History.End);
        Assert.Contains(lines, line => line.Contains($"was written by {TorchEngine.Default.Name}, and {tensorFlow.Name} goes on from it", StringComparison.Ordinal));
        Assert.Equal(whole.Model.History.Epochs[^1].Loss, ended.Model.History.Epochs[^1].Loss, 1e-3);
    }

    [Theory]
    [MemberData(nameof(LayerAgreementTests.Indices), MemberType = typeof(LayerAgreementTests))]
    public void Every_kind_of_layer_gives_the_same_outputs_and_gradients(int index)
    {
        var image = Symbol.Input(7, 6, 4);
        var network = new Network(image, LayerAgreementTests.Cases[index](image));
        // Weights that are nowhere 0 or 1, so that none can be forgotten; variances stay above 0.
        var weights = new NetworkWeights(network, NetworkWeights.Initialize(network, 3).Select((array, i) => array with
        {
            Values = array.Values.ToArray().Select((value, j) => value + 0.3f + 0.2f * MathF.Sin(i + j)).ToArray(),
        }));
        // Nowhere 0: at a tie, Maximum gives its gradient to one input in Keras and half to each in libtorch.
        var images = new ImageBatch(network.InputShape, Enumerable.Range(0, 2 * network.InputShape.Size).Select(i => 1.5f * MathF.Sin(0.7f * i + 0.1f)).ToArray());
        float[] cotangent = [.. Enumerable.Range(0, 2 * network.OutputShape.Size).Select(i => MathF.Cos(0.3f * i))];
        // The engines draw other numbers.
        bool isRandom = network.Layers.Any(layer => layer.Layer is Dropout or SpatialDropout2D);

        var (output, gradients) = Run(TensorFlowForTests.Require());
        var (expected, expectedGradients) = Run(TorchEngine.Default);

        Engine.AssertClose(expected, output, 1e-4);
        if (isRandom)
            return;
        Engine.AssertClose(expectedGradients.Input.ToArray(), gradients.Input.ToArray(), 1e-3);
        Assert.Equal(expectedGradients.Weights.Select(array => array.Path), gradients.Weights.Select(array => array.Path));
        Assert.All(expectedGradients.Weights.Zip(gradients.Weights), pair => Engine.AssertClose(pair.First.Values.ToArray(), pair.Second.Values.ToArray(), 1e-3));

        (float[] Output, BatchGradients Gradients) Run(ICnnEngine engine) => EngineThread.Run(() =>
        {
            using var session = engine.OpenSession(new EngineSettings(network, weights) { Threads = 1 });
            return (session.Predict(images, false, [network.Layers[^1].Name])[0].Values.ToArray(), session.Gradients(images, cotangent));
        });
    }

    private static (double[] Losses, int[] Correct, EngineState State) Losses(ICnnEngine engine, Optimizer optimizer, EngineState? from, int first, int end) => EngineThread.Run(() =>
    {
        using var session = engine.OpenSession(new EngineSettings(LeNet, NetworkWeights.Initialize(LeNet, 1)) { Optimizer = optimizer, Threads = 1 });
        if (from is not null)
            session.WriteState(from);
        var results = Enumerable.Range(first, end - first).Select(step => session.Step(Batch(step), new StepSettings(optimizer.LearningRate))).ToList();
        return (results.Select(result => result.Loss).ToArray(), results.Select(result => result.Correct).ToArray(), session.ReadState());
    });

    /// <summary>Images whose class shows in the rows that are bright.</summary>
    private static TrainingBatch Batch(int step)
    {
        var random = new KeyedRandom((ulong)step, RandomPurpose.Step);
        float[] pixels = new float[Count * 784], targets = new float[Count * 10];
        for (int i = 0; i < Count; i++)
        {
            int label = random.Next(10);
            targets[i * 10 + label] = 1;
            for (int p = 0; p < 784; p++)
                pixels[i * 784 + p] = (float)(random.NextDouble() + (p / 28 / 2 == label ? 1 : 0));
        }
        return new TrainingBatch(new ImageBatch(LeNet.InputShape, pixels), targets);
    }
}

namespace MLNet.Cnn.Tests;

/// <summary>Every preset takes a step, and is in ONNX Runtime what it is in the engine, with the first layers for digits and with those for photos.</summary>
public class PresetTrainingTests
{
    private const int Images = 2, Classes = 5;

    [Fact]
    public void The_narrow_presets_are_all_presets() => Assert.Equal(DeepPresets.All.Keys, DeepPresets.Narrow.Keys);

    [Theory]
    [MemberData(nameof(DeepPresets.Names), MemberType = typeof(DeepPresets))]
    public void Takes_a_step_and_exports_as_it_computes(string name)
    {
        foreach (var shape in new[] { new Shape(28, 28, 1), new Shape(64, 64, 3) })
        {
            var network = DeepPresets.Narrow[name].Build(shape, Classes);
            // Nowhere equal: a maximum of equal pixels has no one slope, and the largest of few values is the same everywhere, which nothing can normalize.
            float[] pixels = [.. SmallNetworks.Pixels(shape, Images).Select((pixel, i) => pixel + 0.1f * MathF.Sin(i))];
            var images = new ImageBatch(shape, pixels);
            float[] targets = [1, 0, 0, 0, 0, 0, 0, 1, 0, 0];

            // A step of this length and no longer, whatever the gradient.
            var optimizer = new SGD(1) { GlobalClipNorm = 1e-3 };
            var settings = new StepSettings(1, RandomKey: 1);
            var (first, second, after, output) = Engine.With(network, optimizer, session =>
            {
                double first = session.Step(new TrainingBatch(images, targets), settings).Loss;
                double second = session.Step(new TrainingBatch(images, targets), settings).Loss;
                return (first, second, session.ReadState().Weights, session.Predict(images, training: false, [network.Layers[^1].Name])[0].Values.ToArray());
            });

            // A small step down the gradient makes the loss smaller.
            Assert.True(second < first, FormattableString.Invariant($"{network}: the loss went from {first} to {second}"));
            Engine.AssertClose(output, OnnxRun.Output(network, after, pixels), 1e-4);
        }
    }
}

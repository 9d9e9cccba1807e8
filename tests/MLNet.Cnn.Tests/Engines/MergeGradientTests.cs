namespace MLNet.Cnn.Tests;

/// <summary>
/// Gradients where inputs are equal. Expected: those of TensorFlow's Maximum (x >= y) and Minimum (x &lt;= y), which Keras folds over its inputs: all of it to the first.
/// </summary>
public class MergeGradientTests
{
    public static TheoryData<Merge> Layers => [new Maximum(), new Minimum()];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Of_equal_inputs_the_first_has_the_whole_gradient(Merge layer)
    {
        var image = Symbol.Input(1, 1, 1);
        Symbol Branch() => image.Apply(new Dense(1) { KernelInitializer = Initializers.Ones });
        var network = new Network(image, Branch().Apply(layer, Branch(), Branch()));

        var gradients = Engine.With(network, null, session => session.Gradients(new ImageBatch(network.InputShape, new float[] { 2 }), new float[] { 1 }));

        Assert.Equal([2f, 0f, 0f], gradients.Weights.Where(weight => weight.Path.EndsWith("/kernel", StringComparison.Ordinal)).Select(weight => weight.Values.Span[0]));
    }
}
